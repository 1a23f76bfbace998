import type { Fold } from '@lethe/deciding';
import type { SubmitterEvent, SubmitterEventOf } from './submitter.events.ts';

/** What became of tickets, newest first: an event adds one link, however many there are (L5). */
type Submissions = Readonly<{ ticketId: string; isUnclosed: boolean; before: Submissions }> | undefined;

export type Submitter = Readonly<{
  submissions: Submissions;
  cancellation: SubmitterEventOf<'SubmitterCancelled'>['data'] | undefined;
}>;

export const submitterFold: Fold<Submitter, SubmitterEvent> = {
  initial: { submissions: undefined, cancellation: undefined },
  evolve: (submitter, event) => {
    const { submissions: before } = submitter;
    switch (event.type) {
      case 'SubmissionOpened':
        return { ...submitter, submissions: { ticketId: event.data.ticketId, isUnclosed: true, before } };
      case 'SubmissionClosed':
        return { ...submitter, submissions: { ticketId: event.data.ticketId, isUnclosed: false, before } };
      case 'SubmitterCancelled':
        return { ...submitter, cancellation: event.data };
    }
  },
};

/** Where a submitter stands: as small with thousands of tickets as with one (GRO-1). */
export type Standing = Pick<Submitter, 'cancellation'> &
  Readonly<{
    /** How many tickets are unclosed. */
    unclosed: number;
    /** The ticket that closed last. */
    lastClosed: string | undefined;
  }>;

export const standingFold: Fold<Standing, SubmitterEvent> = {
  initial: { cancellation: undefined, unclosed: 0, lastClosed: undefined },
  evolve: (standing, { type, data }) => {
    switch (type) {
      case 'SubmissionOpened':
        return { ...standing, unclosed: standing.unclosed + 1 };
      case 'SubmissionClosed':
        return { ...standing, unclosed: standing.unclosed - 1, lastClosed: data.ticketId };
      case 'SubmitterCancelled':
        return { ...standing, cancellation: data };
    }
  },
};

/**
 * The cancellation whose clearing is finished with this ticket: with the one that closed last, and no other. Many close at the same
 * instant, and each of them finds none unclosed any more.
 */
export const cancellationFinishedWith = (
  ticketId: string,
  { cancellation, unclosed, lastClosed }: Standing,
): Submitter['cancellation'] => (unclosed === 0 && lastClosed === ticketId ? cancellation : undefined);

type Tickets = Readonly<{ unclosed: ReadonlySet<string>; closed: ReadonlySet<string> }>;

/** The submitter's tickets, in the order in which they were submitted or closed. */
export const ticketsOf = ({ submissions }: Submitter): Tickets => {
  const latest = new Map<string, boolean>();
  for (let link = submissions; link !== undefined; link = link.before)
    if (!latest.has(link.ticketId)) latest.set(link.ticketId, link.isUnclosed);
  const inOrder = [...latest].toReversed();
  const those = (wanted: boolean) =>
    new Set(inOrder.filter(([, isUnclosed]) => isUnclosed === wanted).map(([ticketId]) => ticketId));
  return { unclosed: those(true), closed: those(false) };
};
