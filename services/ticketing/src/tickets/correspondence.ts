import type { ticketChanges } from '@lethe/contracts';
import { fold, refuse } from '@lethe/deciding';
import { idFrom, type Recorded } from '@lethe/journal';
import type { TicketUnknown } from './found-ticket.ts';
import { readable, type Told } from './ticket-line.ts';
import type { TicketEvent, TicketEventOf } from './ticket.events.ts';
import { ticketFold } from './ticket.ts';

export type Message = Readonly<{
  messageId: string;
  from: 'submitter' | 'staff';
  writtenBy: string;
  text: string | null;
  at: string;
  /** Where it stands in the ticket's stream. */
  revision: bigint;
}>;
/** What became of the ticket beside what was written. */
export type Change = Readonly<{
  change: (typeof ticketChanges)[number];
  at: string;
  assignedTo?: string;
  /** Where it stands in the ticket's stream. */
  revision: bigint;
}>;
export type Correspondence = Readonly<{ told: Told; messages: readonly Message[]; changes: readonly Change[] }>;

/** A ticket with all that was written in it, told from its own stream; what is cleared reads as null. */
export const correspondenceOf = (
  history: readonly Recorded<TicketEvent>[],
  maySee: (submitterId: string) => boolean,
): Correspondence | TicketUnknown => {
  const [first] = history;
  if (first?.type !== 'TicketSubmitted' || !maySee(first.data.submitterId)) return refuse('ticket-unknown');
  const { submitterId } = first.data;
  return {
    told: toldBy(history, first.data),
    messages: history.flatMap((event) => messagesOf(event, submitterId)),
    changes: history.flatMap(changesOf),
  };
};

const toldBy = (history: readonly TicketEvent[], first: TicketEventOf<'TicketSubmitted'>['data']): Told => {
  const ticket = fold(ticketFold, history);
  if (ticket.state === 'none') throw new Error('A submitted ticket does not fold.');
  const { state, workspaceId, assignedTo, answeredAt, waitingSince, endedAt, closedBecause, schedule, cleared } =
    ticket;
  const { ticketId, submitterId, type, priority, subject, submittedAt } = first;
  return {
    ticketId,
    workspaceId,
    submitterId,
    type,
    priority,
    subject,
    state,
    submittedAt,
    assignedTo,
    answeredAt,
    waitingSince: endedAt === undefined ? waitingSince : undefined,
    orphaned: cleared || schedule !== undefined,
    closesAt: schedule?.closesAt,
    dueBy: schedule?.dueBy,
    endedAt,
    closedBecause,
  };
};

const messagesOf = (event: Recorded<TicketEvent>, submitterId: string): readonly Message[] => {
  const { revision } = event;
  const { ticketId } = event.data;
  const messageId = idFrom(ticketId, `message/${String(revision)}`);
  const bySubmitter = { messageId, revision, from: 'submitter', writtenBy: submitterId } as const;
  switch (event.type) {
    case 'TicketSubmitted':
      return [{ ...bySubmitter, text: readable(event.data.text), at: event.data.submittedAt }];
    case 'TicketReplied':
      return [{ ...bySubmitter, text: readable(event.data.text), at: event.data.repliedAt }];
    case 'TicketAnswered': {
      const { staffId: writtenBy, answeredAt: at } = event.data;
      return [{ messageId, revision, from: 'staff', writtenBy, text: readable(event.data.text), at }];
    }
    default:
      return [];
  }
};

const changesOf = (event: Recorded<TicketEvent>): readonly Change[] => {
  const { revision } = event;
  switch (event.type) {
    case 'TicketAssigned':
      return [{ revision, change: 'assigned', at: event.data.assignedAt, assignedTo: event.data.staffId }];
    case 'TicketMovedToDesk':
      return [{ revision, change: 'moved-to-desk', at: event.data.movedAt }];
    case 'ClosureScheduled':
      return [{ revision, change: 'closure-scheduled', at: event.data.scheduledAt }];
    case 'TicketClosed':
      return [{ revision, change: 'closed', at: event.data.closedAt }];
    case 'TicketCancelled':
      return [{ revision, change: 'cancelled', at: event.data.cancelledAt }];
    case 'TicketContentCleared':
      return [{ revision, change: 'content-cleared', at: event.data.clearedAt }];
    default:
      return [];
  }
};
