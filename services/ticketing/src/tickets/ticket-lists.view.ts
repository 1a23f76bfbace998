import { isSealed, type Sealing } from '@lethe/sealing';
import type { Personal } from '@lethe/contracts';
import { sql, type Kysely, type Selectable } from 'kysely';
import { ticketLine, type TicketLine } from './ticket-line.ts';
import type { TicketTables } from './tickets.view.ts';

type Row = Selectable<TicketTables['tickets_v1']>;
type Ground = Readonly<{ database: Kysely<TicketTables>; sealing: Sealing }>;

const atMost = 200;

/** An account's own tickets, newest first. */
export const ownTickets = async (ground: Ground, submitterId: string): Promise<TicketLine[]> =>
  opened(
    ground.sealing,
    await ground.database
      .selectFrom('tickets_v1')
      .selectAll()
      .where('submitter_id', '=', submitterId)
      .orderBy('submitted_at', 'desc')
      .orderBy('ticket_id')
      .execute(),
  );

/** Everybody's, unclosed ones first, then newest first; at most 200. */
export const allTickets = async (ground: Ground): Promise<TicketLine[]> =>
  opened(
    ground.sealing,
    await ground.database
      .selectFrom('tickets_v1')
      .selectAll()
      .orderBy(sql`state = 'closed'`)
      .orderBy('submitted_at', 'desc')
      .orderBy('ticket_id')
      .limit(atMost)
      .execute(),
  );

/** Subjects are opened in one batch. */
const opened = async (sealing: Sealing, rows: readonly Row[]): Promise<TicketLine[]> => {
  const sealed = rows.map(({ subject }) => subject).filter((subject) => isSealed(subject));
  const subjects = sealed.length === 0 ? [] : await sealing.open(sealed);
  let next = 0;
  return rows.map((row) => lineOf(row, isSealed(row.subject) ? (subjects[next++] as Personal<string>) : null));
};

const instant = (at: Date | null): string | undefined => at?.toISOString();

const lineOf = (row: Row, subject: Personal<string> | null): TicketLine =>
  ticketLine({
    ticketId: row.ticket_id,
    workspaceId: row.workspace_id,
    submitterId: row.submitter_id,
    orphaned: row.orphaned,
    type: row.type,
    priority: row.priority,
    subject,
    state: row.state,
    submittedAt: row.submitted_at.toISOString(),
    answeredAt: instant(row.answered_at),
    closesAt: instant(row.closes_at),
    dueBy: instant(row.due_by),
  });
