import type { OutputOf, ReadTicket } from '@lethe/contracts';
import { fold, refuse } from '@lethe/deciding';
import type { Recorded } from '@lethe/journal';
import type { TicketUnknown } from './found-ticket.ts';
import { readable, ticketLine, type TicketLine } from './ticket-line.ts';
import type { TicketEvent } from './ticket.events.ts';
import { ticketFold } from './ticket.ts';

type Correspondence = OutputOf<typeof ReadTicket>;

/** A ticket with all that was written in it, told from its own stream; what is cleared reads as null. */
export const correspondenceOf = (
  history: readonly Recorded<TicketEvent>[],
  maySee: (submitterId: string) => boolean,
): Correspondence | TicketUnknown => {
  const [first] = history;
  if (first?.type !== 'TicketSubmitted' || !maySee(first.data.submitterId)) return refuse('ticket-unknown');
  return { ticket: lineOf(history, first), messages: history.flatMap(messagesOf) };
};

const lineOf = (
  history: readonly TicketEvent[],
  { data }: Extract<TicketEvent, { type: 'TicketSubmitted' }>,
): TicketLine => {
  const ticket = fold(ticketFold, history);
  if (ticket.state === 'none') throw new Error('A submitted ticket does not fold.');
  const { state, workspaceId, answeredAt, schedule, cleared } = ticket;
  const { ticketId, submitterId, type, priority, subject, submittedAt } = data;
  return ticketLine({
    ticketId,
    workspaceId,
    submitterId,
    type,
    priority,
    subject,
    state,
    submittedAt,
    answeredAt,
    orphaned: cleared || schedule !== undefined,
    closesAt: schedule?.closesAt,
    dueBy: schedule?.dueBy,
  });
};

const messagesOf = (event: TicketEvent): Correspondence['messages'] => {
  switch (event.type) {
    case 'TicketSubmitted':
      return [{ from: 'submitter', text: readable(event.data.text), at: event.data.submittedAt }];
    case 'TicketReplied':
      return [{ from: 'submitter', text: readable(event.data.text), at: event.data.repliedAt }];
    case 'TicketAnswered':
      return [{ from: 'staff', text: readable(event.data.text), at: event.data.answeredAt }];
    default:
      return [];
  }
};
