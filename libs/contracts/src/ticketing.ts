import * as z from 'zod';
import { usernameShown } from './account-fields.ts';
import { call, id, instant, noDetails } from './call.ts';
import { cutToBytes, itemsOf, pageInput, pageOutput, pageRefusals, pageSize, pageTotal } from './page.ts';

export const ticketStates = [
  'waiting-for-assignment',
  'waiting-for-feedback',
  'feedback-provided',
  'closed',
  'cancelled',
] as const;
export const ticketTypes = ['question', 'incident', 'billing', 'other'] as const;
export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export const closingReasons = ['submitter', 'staff', 'no-answer', 'submitter-cancelled'] as const;

const mostLetters = { subject: 200, text: 20_000 } as const;
const subject = z.string().trim().min(1).max(mostLetters.subject);
const text = z.string().trim().min(1).max(mostLetters.text);
const state = z.enum(ticketStates);
const ofTicket = { 'ticket-unknown': noDetails, 'ticket-closed': noDetails } as const;
const ofStaff = ['staff:administrator', 'staff:support'] as const;
const ofAnyStaff = [...ofStaff, 'staff:auditor'] as const;

const ticketLine = {
  ticketId: id,
  workspaceId: id.nullable().meta({ description: 'Null where it is at the service desk.' }),
  type: z.enum(ticketTypes),
  priority: z.enum(ticketPriorities),
  subject: z.string().max(mostLetters.subject).nullable().meta({ description: 'Null once its content is cleared.' }),
  state,
  submittedAt: instant,
  closesAt: instant
    .nullable()
    .meta({ description: 'When it is closed by itself, as things stand; null where it is not, or not any more.' }),
  dueBy: instant
    .nullable()
    .meta({ description: 'By when it is closed at the latest, where its submitter cancelled the account.' }),
  closedAt: instant.nullable().meta({ description: 'When it was closed or cancelled.' }),
  closedBecause: z.enum(closingReasons).nullable().meta({ description: 'Null where it is not closed.' }),
} as const;

/** A ticket as its submitter sees it. */
export const ticket = z.strictObject(ticketLine).meta({ id: 'Ticket' });

const ticketPerson = z
  .strictObject({
    accountId: id,
    username: usernameShown.nullable().meta({ description: 'Null where the account is cancelled.' }),
  })
  .meta({ id: 'TicketPerson' });

/** A ticket as staff see it. */
export const staffTicket = z
  .strictObject({
    ...ticketLine,
    submitter: ticketPerson.nullable().meta({ description: 'Null where it is a cancelled account.' }),
    assignee: ticketPerson.nullable().meta({ description: 'Who of the staff works on it; null where nobody does.' }),
    waitingSince: instant.nullable().meta({
      description: 'When it was submitted, last replied to or last answered; null once it is closed or cancelled.',
    }),
  })
  .meta({ id: 'StaffTicket' });

const message = {
  messageId: id,
  from: z.enum(['submitter', 'staff']),
  text: z.string().max(mostLetters.text).nullable().meta({ description: 'Null once its content is cleared.' }),
  at: instant,
} as const;

/** L2: what the texts of one page hold at most, as JSON writes them. */
export const mostBytesOfTexts = 500_000;
/** Of a message beside its text: ids, an instant and a name. */
export const mostBytesBesideText = 1_000;
const mostBytesOfMessages = mostBytesOfTexts + pageSize.most * mostBytesBesideText;
export const mostChanges = 200;

/** TIC-1, TIC-2: what became of a ticket beside what was written. */
export const ticketChanges = [
  'assigned',
  'moved-to-desk',
  'closure-scheduled',
  'closed',
  'cancelled',
  'content-cleared',
] as const;

const ticketChange = { change: z.enum(ticketChanges), at: instant } as const;
const changesOfPage = {
  description: `What happened between the messages of this page, and after the last one; the latest ${String(mostChanges)}.`,
};

export const SubmitTicket = call({
  subject: 'lethe.rpc.ticketing.ticket.submit',
  callers: ['person'],
  input: z.strictObject({
    workspaceId: id,
    type: z.enum(ticketTypes),
    priority: z.enum(ticketPriorities),
    subject: subject.meta({ examples: ['The export stops half-way'] }),
    text,
  }),
  output: z.strictObject({ ticketId: id, submittedAt: instant }),
  refuses: { 'workspace-unknown': noDetails },
});

export const ReplyToTicket = call({
  subject: 'lethe.rpc.ticketing.ticket.reply',
  callers: ['person'],
  input: z.strictObject({ ticketId: id, text }),
  output: z.strictObject({ state }),
  refuses: ofTicket,
});

export const CloseTicket = call({
  subject: 'lethe.rpc.ticketing.ticket.close',
  callers: ['person'],
  input: z.strictObject({ ticketId: id }),
  output: z.strictObject({ closedAt: instant }),
  refuses: ofTicket,
});

/** TIC-1: its submitter takes a ticket back, as long as nobody of the staff works on it. */
export const CancelTicket = call({
  subject: 'lethe.rpc.ticketing.ticket.cancel',
  callers: ['person'],
  input: z.strictObject({ ticketId: id }),
  output: z.strictObject({ cancelledAt: instant }),
  refuses: { ...ofTicket, 'ticket-assigned': noDetails },
});

/** Of the account's own, newest first. */
export const ListTickets = call({
  subject: 'lethe.rpc.ticketing.ticket.list',
  callers: ['person'],
  input: z.strictObject({
    ...pageInput,
    state: z.array(state).max(ticketStates.length).exactOptional().meta({ description: 'In one of these states.' }),
    workspaceId: id.exactOptional(),
  }),
  output: z.strictObject({ tickets: itemsOf(ticket), ...pageOutput }),
  refuses: pageRefusals,
});

const readTicketInput = z.strictObject({ ticketId: id, ...pageInput });

/** An own ticket with a page of its messages, oldest first. A page ends early where its texts are long. */
export const ReadTicket = call({
  subject: 'lethe.rpc.ticketing.ticket.read',
  callers: ['person'],
  input: readTicketInput,
  output: z.strictObject({
    ticket,
    messages: cutToBytes(mostBytesOfMessages, itemsOf(z.strictObject(message).meta({ id: 'TicketMessage' }))),
    changes: z
      .array(z.strictObject(ticketChange).meta({ id: 'TicketChange' }))
      .max(mostChanges)
      .meta(changesOfPage),
    ...pageOutput,
  }),
  refuses: { 'ticket-unknown': noDetails, ...pageRefusals },
});

/** Unclosed ones first, of those the longest waiting first; then the others, newest end first. */
export const ListStaffTickets = call({
  subject: 'lethe.rpc.ticketing.desk.list',
  callers: ofAnyStaff,
  input: z.strictObject({
    ...pageInput,
    state: z.array(state).max(ticketStates.length).exactOptional().meta({ description: 'In one of these states.' }),
    assignedTo: z
      .union([id, z.enum(['me', 'nobody'])])
      .exactOptional()
      .meta({ description: 'An account of the staff, `me` or `nobody`.' }),
    priority: z.enum(ticketPriorities).exactOptional(),
    type: z.enum(ticketTypes).exactOptional(),
    workspaceId: id.exactOptional(),
  }),
  output: z.strictObject({
    tickets: itemsOf(staffTicket),
    ...pageOutput,
    total: pageTotal,
  }),
  refuses: pageRefusals,
});

/** Any ticket with a page of its messages, oldest first. A page ends early where its texts are long. */
export const ReadStaffTicket = call({
  subject: 'lethe.rpc.ticketing.desk.read',
  callers: ofAnyStaff,
  input: readTicketInput,
  output: z.strictObject({
    ticket: staffTicket,
    messages: cutToBytes(
      mostBytesOfMessages,
      itemsOf(
        z
          .strictObject({
            ...message,
            author: ticketPerson.nullable().meta({ description: 'Null where it is a cancelled submitter.' }),
          })
          .meta({ id: 'StaffTicketMessage' }),
      ),
    ),
    changes: z
      .array(
        z
          .strictObject({
            ...ticketChange,
            assignee: ticketPerson.nullable().meta({ description: 'To whom it was assigned; null for other changes.' }),
          })
          .meta({ id: 'StaffTicketChange' }),
      )
      .max(mostChanges)
      .meta(changesOfPage),
    ...pageOutput,
  }),
  refuses: { 'ticket-unknown': noDetails, ...pageRefusals },
});

/** To oneself, or to a colleague who may answer it. */
export const AssignTicket = call({
  subject: 'lethe.rpc.ticketing.desk.assign',
  callers: ofStaff,
  input: z.strictObject({
    ticketId: id,
    staffId: id.exactOptional().meta({ description: 'A colleague; whoever asks where it is absent.' }),
  }),
  output: z.strictObject({ state }),
  refuses: { ...ofTicket, 'staff-unknown': noDetails },
});

export const AnswerTicket = call({
  subject: 'lethe.rpc.ticketing.desk.answer',
  callers: ofStaff,
  input: z.strictObject({ ticketId: id, text }),
  output: z.strictObject({ state }),
  refuses: ofTicket,
});

export const CloseTicketByStaff = call({
  subject: 'lethe.rpc.ticketing.desk.close',
  callers: ofStaff,
  input: z.strictObject({ ticketId: id }),
  output: z.strictObject({ closedAt: instant }),
  refuses: ofTicket,
});
