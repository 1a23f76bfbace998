import type { Fold } from '@lethe/deciding';
import type { TicketEvent, TicketEventOf } from './ticket.events.ts';

export type OpenState = 'waiting-for-assignment' | 'waiting-for-feedback' | 'feedback-provided';
type EndState = 'closed' | 'cancelled';

export type Schedule = Readonly<{ dueBy: string; closesAt: string; calendarVersion: string }>;
export type ClosingReason = TicketEventOf<'TicketClosed'>['data']['because'];

export type KnownTicket = Readonly<{
  state: OpenState | EndState;
  submitterId: string;
  workspaceId: string | null;
  submittedAt: string;
  assignedTo: string | undefined;
  /** The last answer of the staff; what the submitter wrote before it does not matter to the seven days. */
  answeredAt: string | undefined;
  /** How many answers of the staff there are. */
  answers: number;
  /** Since when one side waits for the other. */
  waitingSince: string;
  /** When it was closed or cancelled. */
  endedAt: string | undefined;
  closedBecause: ClosingReason | undefined;
  /** Set once the submitter's cancellation is final (TIC-2). */
  schedule: Schedule | undefined;
  cleared: boolean;
}>;
export type Ticket = KnownTicket | Readonly<{ state: 'none' }>;

const endStates: ReadonlySet<Ticket['state']> = new Set(['closed', 'cancelled']);

/** Unclosed is everything but closed and cancelled (TIC-1). */
export const isUnclosedState = (state: Ticket['state']): state is OpenState =>
  state !== 'none' && !endStates.has(state);

const evolve = (ticket: Ticket, event: TicketEvent): Ticket => {
  if (event.type === 'TicketSubmitted') {
    const { submitterId, workspaceId, submittedAt } = event.data;
    return { ...submitted, submitterId, workspaceId, submittedAt, waitingSince: submittedAt };
  }
  if (ticket.state === 'none') throw new Error(`${event.type} of a ticket that was not submitted.`);
  switch (event.type) {
    case 'TicketAssigned': {
      const state = ticket.state === 'waiting-for-assignment' ? 'waiting-for-feedback' : ticket.state;
      return { ...ticket, state, assignedTo: event.data.staffId };
    }
    case 'TicketAnswered':
      return answered(ticket, event.data);
    case 'TicketReplied':
      return ticket.state === 'feedback-provided'
        ? { ...ticket, state: 'waiting-for-feedback', waitingSince: event.data.repliedAt }
        : ticket;
    case 'TicketMovedToDesk':
      return { ...ticket, workspaceId: null };
    case 'ClosureScheduled': {
      const { dueBy, closesAt, calendarVersion } = event.data;
      return { ...ticket, schedule: { dueBy, closesAt, calendarVersion } };
    }
    case 'TicketClosed':
      return { ...ticket, state: 'closed', endedAt: event.data.closedAt, closedBecause: event.data.because };
    case 'TicketCancelled':
      return { ...ticket, state: 'cancelled', endedAt: event.data.cancelledAt };
    case 'TicketContentCleared':
      return { ...ticket, cleared: true };
  }
};

const answered = (ticket: KnownTicket, { staffId, answeredAt }: TicketEventOf<'TicketAnswered'>['data']): Ticket => ({
  ...ticket,
  state: 'feedback-provided',
  assignedTo: ticket.assignedTo ?? staffId,
  answeredAt,
  answers: ticket.answers + 1,
  waitingSince: answeredAt,
});

const submitted = {
  state: 'waiting-for-assignment',
  assignedTo: undefined,
  answeredAt: undefined,
  answers: 0,
  endedAt: undefined,
  closedBecause: undefined,
  schedule: undefined,
  cleared: false,
} as const;

export const ticketFold: Fold<Ticket, TicketEvent> = { initial: { state: 'none' }, evolve };
