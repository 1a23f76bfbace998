import {
  countedAtMost,
  mostClosures,
  pageSize,
  type InputOf,
  type ListStaffTickets,
  type ListTickets,
  type OutputOf,
  type Personal,
  type ReadClosures,
} from '@lethe/contracts';
import { isSealed, type Sealing } from '@lethe/sealing';
import { sql, type Kysely, type Selectable } from 'kysely';
import type { Told } from './ticket-line.ts';
import { isUnclosedState } from './ticket.ts';
import type { TicketTables } from './tickets.view.ts';

type Row = Selectable<TicketTables['tickets_v2']>;
export type Lists = Readonly<{ database: Kysely<TicketTables>; sealing: Sealing }>;
/** Of a place in staff's list: its text is a cursor's part, so it is all text. */
export type Turn = readonly [ended: string, turn: string, ticketId: string];

type OwnFilters = Omit<InputOf<typeof ListTickets>, 'cursor'>;
export type StaffFilters = Omit<InputOf<typeof ListStaffTickets>, 'cursor'>;
/** `me` is who asks, `gone` who has unclosed tickets and is of the staff no more: nobody, as far as those go. */
export type Wanted = StaffFilters & Readonly<{ me: string; gone: readonly string[] }>;

/** So many are counted, since counting goes through them all. */

/** One more than the page holds tells whether there is a next one. */
const oneMore = (limit: number = pageSize.usual): number => limit + 1;

/** An account's own tickets, newest first, behind a place. */
export const ownTickets = async (
  { database, sealing }: Lists,
  submitterId: string,
  { state, workspaceId, limit }: OwnFilters,
  behind: readonly [submittedAt: string, ticketId: string] | undefined,
): Promise<Told[]> =>
  opened(
    sealing,
    await database
      .selectFrom('tickets_v2')
      .selectAll()
      .where('submitter_id', '=', submitterId)
      .$if(state !== undefined, (query) => query.where('state', 'in', [...(state ?? [])]))
      .$if(workspaceId !== undefined, (query) => query.where('workspace_id', '=', workspaceId ?? ''))
      .$if(behind !== undefined, (query) =>
        query.where(sql<boolean>`(submitted_at, ticket_id) < (${behind?.[0]}::timestamptz, ${behind?.[1]}::uuid)`),
      )
      .orderBy('submitted_at', 'desc')
      .orderBy('ticket_id', 'desc')
      .limit(oneMore(limit))
      .execute(),
  );

/** Where all states asked for are on one side, the index of turns is entered there. */
const sideOf = (state: StaffFilters['state']): boolean | undefined => {
  if (state === undefined) return undefined;
  const unclosed = state.filter((each) => isUnclosedState(each)).length;
  return unclosed === 0 ? true : unclosed === state.length ? false : undefined;
};

const filtered = (database: Kysely<TicketTables>, filters: Wanted) => {
  const { me, gone, state, assignedTo, priority, type, workspaceId } = filters;
  const ended = sideOf(state);
  return database
    .selectFrom('tickets_v2')
    .$if(ended !== undefined, (query) => query.where('ended', '=', ended ?? false))
    .$if(state !== undefined, (query) => query.where('state', 'in', [...(state ?? [])]))
    .$if(assignedTo === 'nobody', (query) =>
      query.where(({ eb, or, and }) =>
        gone.length === 0
          ? eb('assigned_to', 'is', null)
          : or([eb('assigned_to', 'is', null), and([eb('assigned_to', 'in', [...gone]), eb('ended', '=', false)])]),
      ),
    )
    .$if(assignedTo !== undefined && assignedTo !== 'nobody', (query) =>
      query.where('assigned_to', '=', assignedTo === 'me' ? me : (assignedTo ?? '')),
    )
    .$if(priority !== undefined, (query) => query.where('priority', '=', priority ?? 'low'))
    .$if(type !== undefined, (query) => query.where('type', '=', type ?? 'other'))
    .$if(workspaceId !== undefined, (query) => query.where('workspace_id', '=', workspaceId ?? ''));
};

/** Everybody's, as staff's list goes: unclosed ones first, the longest waiting first; then the newest end first. */
export const ticketsInTurn = (database: Kysely<TicketTables>, filters: Wanted, behind: Turn | undefined) =>
  filtered(database, filters)
    .selectAll()
    .$if(behind !== undefined, (query) =>
      query.where(
        sql<boolean>`(ended, turn, ticket_id) > (${behind?.[0]}::boolean, ${behind?.[1]}::bigint, ${behind?.[2]}::uuid)`,
      ),
    )
    .orderBy('ended')
    .orderBy('turn')
    .orderBy('ticket_id')
    .limit(oneMore(filters.limit));

export const staffTickets = async (
  { database, sealing }: Lists,
  ...asked: [filters: Wanted, behind: Turn | undefined]
): Promise<Told[]> => opened(sealing, await ticketsInTurn(database, ...asked).execute());

/** To whom unclosed tickets are assigned: the index is entered once for each of them, however many tickets they have. */
export const assigneesOf = async ({ database }: Lists): Promise<readonly string[]> => {
  const { rows } = await sql<{ assignee: string }>`
    with recursive assignees (assignee) as (
      (select assigned_to from tickets_v2 where assigned_to is not null and not ended order by assigned_to limit 1)
      union all
      select (select assigned_to from tickets_v2 where assigned_to > assignee and not ended order by assigned_to limit 1)
      from assignees where assignee is not null
    )
    select assignee from assignees where assignee is not null`.execute(database);
  return rows.map(({ assignee }) => assignee);
};

/** Null where there are more than anybody counts. */
export const countOf = async ({ database }: Lists, filters: Wanted): Promise<number | null> => {
  const some = filtered(database, filters)
    .select('ticket_id')
    .limit(countedAtMost + 1);
  const { count } = await database
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count) > countedAtMost ? null : Number(count);
};

type Closure = OutputOf<typeof ReadClosures>['closures'][number];

/** The closure schedules of a cancelled account's tickets, those that are still to come first. */
export const closuresOf = async ({ database }: Lists, submitterId: string): Promise<Closure[]> => {
  const rows = await database
    .selectFrom('tickets_v2')
    .select(['closes_at', 'due_by', 'ended_at'])
    .where('submitter_id', '=', submitterId)
    .where('due_by', 'is not', null)
    .orderBy('ended')
    .orderBy('closes_at')
    .orderBy('ended_at')
    .limit(mostClosures)
    .execute();
  return rows.flatMap(({ closes_at: closesAt, due_by: dueBy, ended_at: closedAt }) =>
    closesAt === null || dueBy === null
      ? []
      : [
          {
            closesAt: closesAt.toISOString(),
            dueBy: dueBy.toISOString(),
            closedAt: instant(closedAt) ?? null,
          },
        ],
  );
};

/** The place of a ticket that was read from staff's list. */
export const turnOf = ({ endedAt, waitingSince, ticketId }: Told): Turn =>
  endedAt === undefined
    ? ['false', String(Date.parse(waitingSince ?? '')), ticketId]
    : ['true', String(-Date.parse(endedAt)), ticketId];

/** Subjects are opened in one batch. */
const opened = async (sealing: Sealing, rows: readonly Row[]): Promise<Told[]> => {
  const sealed = rows.map(({ subject }) => subject).filter((subject) => isSealed(subject));
  const subjects = sealed.length === 0 ? [] : await sealing.open(sealed);
  let next = 0;
  return rows.map((row) => toldBy(row, isSealed(row.subject) ? (subjects[next++] as Personal<string>) : null));
};

const instant = (at: Date | null): string | undefined => at?.toISOString();

const toldBy = (row: Row, subject: Personal<string> | null): Told => ({
  ticketId: row.ticket_id,
  workspaceId: row.workspace_id,
  submitterId: row.submitter_id,
  orphaned: row.orphaned,
  type: row.type,
  priority: row.priority,
  subject,
  state: row.state,
  assignedTo: row.assigned_to ?? undefined,
  submittedAt: row.submitted_at.toISOString(),
  answeredAt: instant(row.answered_at),
  waitingSince: row.ended ? undefined : new Date(Number(row.turn)).toISOString(),
  closesAt: instant(row.closes_at),
  dueBy: instant(row.due_by),
  endedAt: instant(row.ended_at),
  closedBecause: row.closed_because ?? undefined,
});
