import type { History, Position, RecordedCommand, Revision, StoredEvent } from '@lethe/event-store';
import type { Pool } from 'pg';

type Row = Readonly<{
  position: string;
  stream: string;
  revision: string;
  id: string;
  type: string;
  version: number;
  data: string;
  command_id: string;
  correlation_id: string;
  actor: string;
  recorded_at: Date;
}>;

type CommandRow = Readonly<{ command_type: string | null; digest: string | null; before: string; count: number }>;

const eventOf = (row: Row): StoredEvent => ({
  id: row.id,
  stream: row.stream,
  revision: BigInt(row.revision),
  position: BigInt(row.position),
  type: row.type,
  version: row.version,
  data: JSON.parse(row.data) as StoredEvent['data'],
  commandId: row.command_id,
  correlationId: row.correlation_id,
  actor: row.actor,
  recordedAt: row.recorded_at.toISOString(),
});

/** One statement, hence one moment: who sees no record of the command sees none of its events either. */
const streamAndCommand = `
  select c.type as command_type, c.digest, c.first_position - 1 as before,
         (c.last_position - c.first_position + 1)::int as count, e.*
  from (select 1) as one_row
  left join commands c on c.id = $2
  left join events e on e.stream = $1
  order by e.revision`;

export const readStream = async (pool: Pool, stream: string, commandId?: string): Promise<History> => {
  const { rows } = await pool.query<CommandRow & (Row | { position: null })>({
    name: 'read_stream',
    text: streamAndCommand,
    values: [stream, commandId ?? null],
  });
  const events = rows.filter((row) => row.position !== null).map(eventOf);
  return {
    events,
    seen: events.at(-1)?.revision ?? 'no-stream',
    recorded: await recordedIn(pool, rows[0]),
  };
};

const recordedIn = async (pool: Pool, row: CommandRow | undefined): Promise<RecordedCommand | undefined> => {
  if (row === undefined || row.command_type === null) return undefined;
  const { command_type: type, digest, before, count } = row;
  return { type, digest, events: await readAll(pool, BigInt(before), count) };
};

export const readAfter = async (pool: Pool, stream: string, after: Revision): Promise<readonly StoredEvent[]> => {
  const { rows } = await pool.query<Row>({
    name: 'read_after',
    text: 'select * from events where stream = $1 and revision > $2 order by revision',
    values: [stream, after],
  });
  return rows.map(eventOf);
};

export const readAll = async (pool: Pool, after: Position, limit: number): Promise<readonly StoredEvent[]> => {
  const { rows } = await pool.query<Row>({
    name: 'read_all',
    text: 'select * from events where position > $1 order by position limit $2',
    values: [after, limit],
  });
  return rows.map(eventOf);
};
