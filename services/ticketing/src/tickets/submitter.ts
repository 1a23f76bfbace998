import type { Fold } from '@lethe/deciding';
import type { SubmitterEvent, SubmitterEventOf } from './submitter.events.ts';

export type Submitter = Readonly<{
  unclosed: ReadonlySet<string>;
  closed: ReadonlySet<string>;
  cancellation: SubmitterEventOf<'SubmitterCancelled'>['data'] | undefined;
}>;

export const submitterFold: Fold<Submitter, SubmitterEvent> = {
  initial: { unclosed: new Set(), closed: new Set(), cancellation: undefined },
  evolve: (submitter, event) => {
    switch (event.type) {
      case 'SubmissionOpened':
        return { ...submitter, unclosed: new Set([...submitter.unclosed, event.data.ticketId]) };
      case 'SubmissionClosed': {
        const { ticketId } = event.data;
        return {
          ...submitter,
          unclosed: new Set([...submitter.unclosed].filter((each) => each !== ticketId)),
          closed: new Set([...submitter.closed, ticketId]),
        };
      }
      case 'SubmitterCancelled':
        return { ...submitter, cancellation: event.data };
    }
  },
};
