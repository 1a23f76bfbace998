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

/** Whether the submitter's account is cancelled, alone. */
export const cancellationFold: Fold<Pick<Submitter, 'cancellation'>, SubmitterEvent> = {
  initial: { cancellation: undefined },
  evolve: (submitter, { type, data }) => (type === 'SubmitterCancelled' ? { cancellation: data } : submitter),
};

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
