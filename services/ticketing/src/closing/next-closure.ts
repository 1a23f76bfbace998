import { dayMs, instantAfter, millisecondsBetween } from '@lethe/deciding';
import { isUnclosedState, type Ticket } from '../tickets/ticket.ts';

type Facts = Readonly<{
  state: Ticket['state'];
  answeredAt?: string | undefined;
  schedule?: Readonly<{ closesAt: string }> | undefined;
}>;

/** TIC-1: so long after the staff's answer a ticket closes where the submitter says nothing. */
export const daysWithoutAnswer = 7;

export type NextClosure = Readonly<{ at: string; because: 'no-answer' | 'submitter-cancelled' }>;

export const closedUnanswered = (answeredAt: string): string => instantAfter(answeredAt, daysWithoutAnswer * dayMs);

/** When the clock closes the ticket, as things stand; undefined where it does not. */
export const nextClosure = ({ state, answeredAt, schedule }: Facts): NextClosure | undefined => {
  if (!isUnclosedState(state)) return undefined;
  const closures: NextClosure[] = [];
  if (state === 'feedback-provided' && answeredAt !== undefined)
    closures.push({ at: closedUnanswered(answeredAt), because: 'no-answer' });
  if (schedule !== undefined) closures.push({ at: schedule.closesAt, because: 'submitter-cancelled' });
  return closures.toSorted((one, other) => millisecondsBetween(other.at, one.at))[0];
};
