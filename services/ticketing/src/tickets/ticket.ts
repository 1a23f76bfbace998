import type { Fold } from '@lethe/deciding';
import type { TicketEvent } from './ticket.events.ts';

export type OpenState = 'waiting-for-assignment' | 'waiting-for-feedback' | 'feedback-provided';

export type Schedule = Readonly<{ dueBy: string; closesAt: string; calendarVersion: string }>;

export type KnownTicket = Readonly<{
  state: OpenState | 'closed';
  submitterId: string;
  workspaceId: string | null;
  submittedAt: string;
  assignedTo: string | undefined;
  /** The last answer of the staff; what the submitter wrote before it does not matter to the seven days. */
  answeredAt: string | undefined;
  /** Set once the submitter's cancellation is final (TIC-2). */
  schedule: Schedule | undefined;
  cleared: boolean;
}>;
export type Ticket = KnownTicket | Readonly<{ state: 'none' }>;

const evolve = (ticket: Ticket, event: TicketEvent): Ticket => {
  if (event.type === 'TicketSubmitted') {
    const { submitterId, workspaceId, submittedAt } = event.data;
    return { ...submitted, submitterId, workspaceId, submittedAt };
  }
  if (ticket.state === 'none') throw new Error(`${event.type} of a ticket that was not submitted.`);
  switch (event.type) {
    case 'TicketAssigned': {
      const state = ticket.state === 'waiting-for-assignment' ? 'waiting-for-feedback' : ticket.state;
      return { ...ticket, state, assignedTo: event.data.staffId };
    }
    case 'TicketAnswered': {
      const { staffId, answeredAt } = event.data;
      return { ...ticket, state: 'feedback-provided', assignedTo: ticket.assignedTo ?? staffId, answeredAt };
    }
    case 'TicketReplied':
      return { ...ticket, state: ticket.state === 'feedback-provided' ? 'waiting-for-feedback' : ticket.state };
    case 'TicketMovedToDesk':
      return { ...ticket, workspaceId: null };
    case 'ClosureScheduled': {
      const { dueBy, closesAt, calendarVersion } = event.data;
      return { ...ticket, schedule: { dueBy, closesAt, calendarVersion } };
    }
    case 'TicketClosed':
      return { ...ticket, state: 'closed' };
    case 'TicketContentCleared':
      return { ...ticket, cleared: true };
  }
};

const submitted = {
  state: 'waiting-for-assignment',
  assignedTo: undefined,
  answeredAt: undefined,
  schedule: undefined,
  cleared: false,
} as const;

export const ticketFold: Fold<Ticket, TicketEvent> = { initial: { state: 'none' }, evolve };
