import type { Ticket } from '../tickets/ticket.ts';

/** TIC-1: so long after the staff's answer a ticket closes where the submitter says nothing. */
export const daysWithoutAnswer = 7;
const dayMs = 24 * 60 * 60_000;

export type NextClosure = Readonly<{ at: string; because: 'no-answer' | 'submitter-cancelled' }>;

export const closedUnanswered = (answeredAt: string): string =>
  new Date(Date.parse(answeredAt) + daysWithoutAnswer * dayMs).toISOString();

/** When the clock closes the ticket, as things stand; undefined where it does not. */
export const nextClosure = (ticket: Ticket): NextClosure | undefined => {
  if (ticket.state === 'none' || ticket.state === 'closed') return undefined;
  const closures: NextClosure[] = [];
  if (ticket.state === 'feedback-provided' && ticket.answeredAt !== undefined)
    closures.push({ at: closedUnanswered(ticket.answeredAt), because: 'no-answer' });
  if (ticket.schedule !== undefined) closures.push({ at: ticket.schedule.closesAt, because: 'submitter-cancelled' });
  return closures.toSorted((one, other) => (one.at < other.at ? -1 : 1))[0];
};
