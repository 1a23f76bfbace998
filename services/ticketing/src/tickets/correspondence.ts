import { pageSize } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { idFrom, type Journal, type Recorded } from '@lethe/journal';
import type { TicketingEvent } from '../ticketing.events.ts';
import type { TicketUnknown } from './found-ticket.ts';
import { readable, type Told } from './ticket-line.ts';
import {
  pageOfMessages,
  revisionBehind,
  type Change,
  type CursorInvalid,
  type Message,
  type PageOfMessages,
} from './page-of-messages.ts';
import { ticketStream, type TicketEvent, type TicketEventOf } from './ticket.events.ts';
import { readTicket } from './ticket-states.ts';
import type { Ticket } from './ticket.ts';

type Asked = Readonly<{ cursor?: string; limit?: number }>;

/** A page of what was written in a ticket, told from its own stream; what is cleared reads as null. */
export const readCorrespondence = async (
  journal: Journal<TicketingEvent>,
  { ticketId, ...page }: Asked & Readonly<{ ticketId: string }>,
  maySee: (submitterId: string) => boolean,
): Promise<(PageOfMessages & Readonly<{ told: Told }>) | TicketUnknown | CursorInvalid> => {
  const stream = ticketStream(ticketId);
  const [first] = await journal.readAfter<TicketEvent>(stream, -1n, 1);
  if (first?.type !== 'TicketSubmitted' || !maySee(first.data.submitterId)) return refuse('ticket-unknown');
  const after = revisionBehind(page.cursor);
  if (isRefusal(after)) return after;
  const { submitterId } = first.data;
  const written: Message[] = [];
  const changes: Change[] = [];
  const limit = page.limit ?? pageSize.usual;
  // One message more than the page holds says whether there is another page, and where this one ends.
  for (let from = after, more = true; more && written.length <= limit;) {
    const events = await journal.readAfter<TicketEvent>(stream, from, limit + 1);
    written.push(...events.flatMap((event) => messagesOf(event, submitterId)));
    changes.push(...events.flatMap(changesOf));
    from = events.at(-1)?.revision ?? from;
    more = events.length > limit;
  }
  const told = toldBy(await readTicket(journal, ticketId), first.data);
  return { ...pageOfMessages({ messages: written, changes }, after, limit), told };
};

const toldBy = (ticket: Ticket, first: TicketEventOf<'TicketSubmitted'>['data']): Told => {
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
