import * as z from 'zod';
import { call, id, instant, noDetails } from './call.ts';
import { publicEvent } from './public-event.ts';

export const ticketStates = [
  'waiting-for-assignment',
  'waiting-for-feedback',
  'feedback-provided',
  'closed',
  'cancelled',
] as const;
export const ticketTypes = ['question', 'incident', 'billing', 'other'] as const;
export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const;
const subject = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(20_000);
const ofTicket = { 'ticket-unknown': noDetails, 'ticket-closed': noDetails } as const;

export const ticketLine = z.strictObject({
  ticketId: id,
  workspaceId: id.nullable(),
  /** Null where the submitter is a cancelled account. */
  submitterId: id.nullable(),
  type: z.enum(ticketTypes),
  priority: z.enum(ticketPriorities),
  /** Null once its content is cleared. */
  subject: z.string().nullable(),
  state: z.enum(ticketStates),
  submittedAt: instant,
  closesAt: instant.nullable(),
  dueBy: instant.nullable(),
});

export const SubmitTicket = call({
  subject: 'lethe.rpc.ticketing.ticket.submit',
  callers: ['person'],
  input: z.strictObject({
    workspaceId: id,
    type: z.enum(ticketTypes),
    priority: z.enum(ticketPriorities),
    subject,
    text,
  }),
  output: z.strictObject({ ticketId: id, submittedAt: instant }),
  refuses: { 'workspace-unknown': noDetails },
});

export const ReplyToTicket = call({
  subject: 'lethe.rpc.ticketing.ticket.reply',
  callers: ['person'],
  input: z.strictObject({ ticketId: id, text }),
  output: z.strictObject({ state: z.enum(ticketStates) }),
  refuses: ofTicket,
});

export const CloseTicket = call({
  subject: 'lethe.rpc.ticketing.ticket.close',
  callers: ['person'],
  input: z.strictObject({ ticketId: id }),
  output: z.strictObject({ closedAt: instant }),
  refuses: ofTicket,
});

export const ListTickets = call({
  subject: 'lethe.rpc.ticketing.ticket.list',
  callers: ['person'],
  input: z.strictObject({}),
  output: z.strictObject({ tickets: z.array(ticketLine) }),
  refuses: {},
});

export const ReadTicket = call({
  subject: 'lethe.rpc.ticketing.ticket.read',
  callers: ['person'],
  input: z.strictObject({ ticketId: id }),
  output: z.strictObject({
    ticket: ticketLine,
    messages: z.array(
      z.strictObject({ from: z.enum(['submitter', 'staff']), text: z.string().nullable(), at: instant }),
    ),
  }),
  refuses: { 'ticket-unknown': noDetails },
});

/** Staff see every ticket, unclosed ones first, at most 200. */
export const ListAllTickets = call({
  subject: 'lethe.rpc.ticketing.desk.list',
  callers: ['staff:administrator', 'staff:support', 'staff:auditor'],
  input: z.strictObject({}),
  output: z.strictObject({ tickets: z.array(ticketLine) }),
  refuses: {},
});

export const AssignTicket = call({
  subject: 'lethe.rpc.ticketing.desk.assign',
  callers: ['staff:administrator', 'staff:support'],
  input: z.strictObject({ ticketId: id }),
  output: z.strictObject({ state: z.enum(ticketStates) }),
  refuses: ofTicket,
});

export const AnswerTicket = call({
  subject: 'lethe.rpc.ticketing.desk.answer',
  callers: ['staff:administrator', 'staff:support'],
  input: z.strictObject({ ticketId: id, text }),
  output: z.strictObject({ state: z.enum(ticketStates) }),
  refuses: ofTicket,
});

export const CloseTicketByStaff = call({
  subject: 'lethe.rpc.ticketing.desk.close',
  callers: ['staff:administrator', 'staff:support'],
  input: z.strictObject({ ticketId: id }),
  output: z.strictObject({ closedAt: instant }),
  refuses: ofTicket,
});

/** For the notice: the unclosed tickets, and when they would be closed were the cancellation final at `finalAt`. */
export const ReadUnclosedTickets = call({
  subject: 'lethe.rpc.ticketing.ticket.read-unclosed',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id, finalAt: instant }),
  output: z.strictObject({
    tickets: z.array(z.strictObject({ ticketId: id, state: z.enum(ticketStates), submittedAt: instant })),
    dueBy: instant,
    closesAt: instant,
  }),
  refuses: {},
});

/**
 * For the status page of a cancellation: the closure schedules of the account's tickets, states and dates only. Unclosed
 * ones first, then by when they close; at most 1,000.
 */
export const ReadClosures = call({
  subject: 'lethe.rpc.ticketing.ticket.read-closures',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({
    closures: z.array(z.strictObject({ closesAt: instant, dueBy: instant, closedAt: instant.nullable() })),
  }),
  refuses: {},
});

export const TicketSubmitted = publicEvent({
  type: 'lethe.ticket.submitted.v1',
  context: 'ticket',
  name: 'submitted',
  meaning: 'A ticket waits for assignment.',
  data: z.strictObject({ ticketId: id, workspaceId: id.nullable(), submitterId: id, submittedAt: instant }),
});

export const TicketClosed = publicEvent({
  type: 'lethe.ticket.closed.v1',
  context: 'ticket',
  name: 'closed',
  meaning: 'The ticket is closed for good.',
  data: z.strictObject({
    ticketId: id,
    because: z.enum(['submitter', 'staff', 'no-answer', 'submitter-cancelled']),
    closedAt: instant,
  }),
});
