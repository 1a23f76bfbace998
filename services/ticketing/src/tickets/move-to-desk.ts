import type { Decision, Message } from '@lethe/deciding';
import type { TicketEventOf } from './ticket.events.ts';
import { isUnclosedState, type Ticket } from './ticket.ts';

export type MoveToDesk = Message<'MoveToDesk', { ticketId: string; at: string }>;

/** The unclosed tickets of a closed workspace go to the service desk (TIC-1). */
export const moveToDesk = (
  { data: { ticketId, at } }: MoveToDesk,
  ticket: Ticket,
): Decision<TicketEventOf<'TicketMovedToDesk'>> =>
  ticket.state === 'none' || !isUnclosedState(ticket.state) || ticket.workspaceId === null
    ? []
    : [{ type: 'TicketMovedToDesk', data: { ticketId, movedAt: at } }];
