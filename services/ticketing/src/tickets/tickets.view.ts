import type { TicketLine } from './ticket-line.ts';
import type { KnownTicket } from './ticket.ts';
import type { Sealed } from '@lethe/sealing';
import type { View } from '@lethe/views';
import { sql, type ColumnType, type Kysely } from 'kysely';
import type { LoggedEvent } from '../ticketing.events.ts';

type Instant<Given = string> = ColumnType<Date, Given, string | null>;

export type TicketTables = {
  tickets_v1: {
    ticket_id: string;
    workspace_id: string | null;
    submitter_id: string;
    /** The submitter's cancellation is final. */
    orphaned: ColumnType<boolean, never, boolean>;
    type: TicketLine['type'];
    priority: TicketLine['priority'];
    subject: Sealed | null;
    state: KnownTicket['state'];
    submitted_at: Instant;
    answered_at: ColumnType<Date | null, never, string>;
    closes_at: ColumnType<Date | null, never, string>;
    due_by: ColumnType<Date | null, never, string>;
  };
};

const movedOn = (from: KnownTicket['state'], to: KnownTicket['state']) =>
  sql<KnownTicket['state']>`case when state = ${from} then ${to} else state end`;

const ticket = (db: Kysely<TicketTables>, { ticketId }: Readonly<{ ticketId: string }>) =>
  db.updateTable('tickets_v1').where('ticket_id', '=', ticketId);

/** What lists of tickets show. The subject lies in it sealed, as in the log. */
export const ticketsView: View<LoggedEvent, TicketTables> = {
  name: 'tickets_v1',
  personal: true,
  on: {
    TicketSubmitted: (db, { data }) =>
      db.insertInto('tickets_v1').values({
        ticket_id: data.ticketId,
        workspace_id: data.workspaceId,
        submitter_id: data.submitterId,
        type: data.type,
        priority: data.priority,
        subject: data.subject,
        state: 'waiting-for-assignment',
        submitted_at: data.submittedAt,
      }),
    TicketAssigned: (db, { data }) =>
      ticket(db, data).set({ state: movedOn('waiting-for-assignment', 'waiting-for-feedback') }),
    TicketAnswered: (db, { data }) =>
      ticket(db, data).set({ state: 'feedback-provided', answered_at: data.answeredAt }),
    TicketReplied: (db, { data }) =>
      ticket(db, data).set({ state: movedOn('feedback-provided', 'waiting-for-feedback') }),
    TicketMovedToDesk: (db, { data }) => ticket(db, data).set({ workspace_id: null }),
    ClosureScheduled: (db, { data }) =>
      ticket(db, data).set({ orphaned: true, closes_at: data.closesAt, due_by: data.dueBy }),
    TicketClosed: (db, { data }) => ticket(db, data).set({ state: 'closed' }),
    TicketContentCleared: (db, { data }) => ticket(db, data).set({ orphaned: true, subject: null }),
    AccountDataCleared: (db, { data }) =>
      db.updateTable('tickets_v1').where('submitter_id', '=', data.accountId).set({ orphaned: true, subject: null }),
  },
};
