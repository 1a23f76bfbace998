import type { Sealed } from '@lethe/sealing';
import type { View } from '@lethe/views';
import { sql, type ColumnType, type Kysely } from 'kysely';
import type { LoggedEvent } from '../ticketing.events.ts';
import type { TicketLine } from './ticket-line.ts';
import type { ClosingReason, KnownTicket } from './ticket.ts';

type Instant<Given = string> = ColumnType<Date, Given, string | null>;
type Later = ColumnType<Date | null, never, string>;

export type TicketTables = {
  tickets_v2: {
    ticket_id: string;
    workspace_id: string | null;
    submitter_id: string;
    /** The submitter's cancellation is final. */
    orphaned: ColumnType<boolean, never, boolean>;
    type: TicketLine['type'];
    priority: TicketLine['priority'];
    subject: Sealed | null;
    state: KnownTicket['state'];
    assigned_to: ColumnType<string | null, never, string>;
    submitted_at: Instant;
    answered_at: Later;
    closes_at: Later;
    due_by: Later;
    /** Closed or cancelled. */
    ended: ColumnType<boolean, never, boolean>;
    ended_at: Later;
    closed_because: ColumnType<ClosingReason | null, never, ClosingReason>;
    /**
     * Its place in staff's list among the unclosed or among the ended ones: since when it waits, in milliseconds since
     * 1970, and once it has ended the negative of when, so that the newest end comes first.
     */
    turn: ColumnType<string, number, number>;
  };
};

const movedOn = (from: KnownTicket['state'], to: KnownTicket['state']) =>
  sql<KnownTicket['state']>`case when state = ${from} then ${to} else state end`;

const ticket = (db: Kysely<TicketTables>, { ticketId }: Readonly<{ ticketId: string }>) =>
  db.updateTable('tickets_v2').where('ticket_id', '=', ticketId);

const since = (instant: string): number => Date.parse(instant);

const endedAt = (instant: string) => ({ ended: true, ended_at: instant, turn: -since(instant) });

/** What lists of tickets show. The subject lies in it sealed, as in the log. */
export const ticketsView: View<LoggedEvent, TicketTables> = {
  name: 'tickets_v2',
  personal: true,
  on: {
    TicketSubmitted: (db, { data }) =>
      db.insertInto('tickets_v2').values({
        ticket_id: data.ticketId,
        workspace_id: data.workspaceId,
        submitter_id: data.submitterId,
        type: data.type,
        priority: data.priority,
        subject: data.subject,
        state: 'waiting-for-assignment',
        submitted_at: data.submittedAt,
        turn: since(data.submittedAt),
      }),
    TicketAssigned: (db, { data }) =>
      ticket(db, data).set({
        state: movedOn('waiting-for-assignment', 'waiting-for-feedback'),
        assigned_to: data.staffId,
      }),
    TicketAnswered: (db, { data }) =>
      ticket(db, data).set({
        state: 'feedback-provided',
        assigned_to: sql<string>`coalesce(assigned_to, ${data.staffId})`,
        answered_at: data.answeredAt,
        turn: since(data.answeredAt),
      }),
    TicketReplied: (db, { data }) =>
      ticket(db, data)
        .where('state', '=', 'feedback-provided')
        .set({ state: 'waiting-for-feedback', turn: since(data.repliedAt) }),
    TicketMovedToDesk: (db, { data }) => ticket(db, data).set({ workspace_id: null }),
    ClosureScheduled: (db, { data }) =>
      ticket(db, data).set({ orphaned: true, closes_at: data.closesAt, due_by: data.dueBy }),
    TicketClosed: (db, { data }) =>
      ticket(db, data).set({ state: 'closed', closed_because: data.because, ...endedAt(data.closedAt) }),
    TicketCancelled: (db, { data }) => ticket(db, data).set({ state: 'cancelled', ...endedAt(data.cancelledAt) }),
    TicketContentCleared: (db, { data }) => ticket(db, data).set({ orphaned: true, subject: null }),
    AccountDataCleared: (db, { data }) =>
      db.updateTable('tickets_v2').where('submitter_id', '=', data.accountId).set({ orphaned: true, subject: null }),
  },
};
