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
export type Correspondence = Readonly<{ told: Told; messages: readonly Message[] }>;

/** A ticket with all that was written in it, told from its own stream; what is cleared reads as null. */
export const correspondenceOf = (
  history: readonly Recorded<TicketEvent>[],
  maySee: (submitterId: string) => boolean,
): Correspondence | TicketUnknown => {
  const [first] = history;
  if (first?.type !== 'TicketSubmitted' || !maySee(first.data.submitterId)) return refuse('ticket-unknown');
  const { submitterId } = first.data;
  return { told: toldBy(history, first.data), messages: history.flatMap((event) => messagesOf(event, submitterId)) };
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
