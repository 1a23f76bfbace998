import type {
  History,
  Json,
  LookUp,
  LookUpHolders,
  Position,
  RecordedCommand,
  Revision,
  StoredEvent,
} from '@lethe/event-store';
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

/** Only the first event of a command that was asked for says what the command was. */
type AskedRow = Row & Readonly<{ command_type: string | null; digest: string | null; command_events: number | null }>;

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

const columns = 'position, stream, revision, id, type, version, data, command_id, correlation_id, actor, recorded_at';

/** One statement, hence one moment: who sees no record of the command sees none of its events either. */
const streamAndCommand = `
  select ${columns}, null as command_type, null as digest, null::int as command_events from public.events where stream = $1
  union all
  select ${columns}, command_type, digest, command_events from public.events where command_id = $2 and command_type is not null
  order by revision`;

const streamAlone = `select ${columns} from public.events where stream = $1 order by revision`;

export const readStream = async (pool: Pool, stream: string, commandId?: string): Promise<History> => {
  if (commandId === undefined) {
    const { rows } = await pool.query<Row>({ name: 'read_stream', text: streamAlone, values: [stream] });
    return historyOf(rows, undefined);
  }
  const { rows } = await pool.query<AskedRow>({
    name: 'read_stream_and_command',
    text: streamAndCommand,
    values: [stream, commandId],
  });
  const first = rows.find(({ command_type: type }) => type !== null);
  const own = first === undefined ? rows : rows.filter((row) => row !== first);
  return historyOf(own, first && (await recordedIn(pool, first)));
};

const historyOf = (rows: readonly Row[], recorded: RecordedCommand | undefined): History => {
  const events = rows.map(eventOf);
  return { events, seen: events.at(-1)?.revision ?? 'no-stream', recorded };
};

const recordedIn = async (pool: Pool, first: AskedRow): Promise<RecordedCommand> => ({
  type: first.command_type ?? '',
  digest: first.digest,
  events: await readAll(pool, BigInt(first.position) - 1n, first.command_events ?? 1),
});

type Page = Readonly<{ stream: string; after: Revision; limit: number }>;

export const readAfter = async (pool: Pool, { stream, after, limit }: Page): Promise<readonly StoredEvent[]> => {
  const { rows } = await pool.query<Row>({
    name: 'read_after',
    text: `select ${columns} from public.events where stream = $1 and revision > $2 order by revision limit $3`,
    values: [stream, after, limit],
  });
  return rows.map(eventOf);
};

export const readAll = async (pool: Pool, after: Position, limit: number): Promise<readonly StoredEvent[]> => {
  const { rows } = await pool.query<Row>({
    name: 'read_all',
    text: `select ${columns} from public.events where position > $1 order by position limit $2`,
    values: [after, limit],
  });
  return rows.map(eventOf);
};

export const readLookUps = async (pool: Pool, kind: string, hmac: string): Promise<readonly LookUp[]> => {
  const text = 'select holder, says from public.look_ups where kind = $1 and hmac = $2 order by holder';
  const query = { name: 'look_up', text, values: [kind, hmac] };
  const { rows } = await pool.query<{ holder: string; says: string | null }>(query);
  return rows.map(({ holder, says }) => ({
    kind,
    hmac,
    holder,
    ...(says === null ? {} : { says: JSON.parse(says) as Json }),
  }));
};

/** By the index of holders, so that a page costs no more the later it comes. */
export const readLookUpHolders = async (
  pool: Pool,
  { kind, limit, from = '' }: Readonly<{ kind: string; limit: number; from?: string | undefined }>,
): Promise<LookUpHolders> => {
  const text = `select holder, array_agg(distinct case when hmac like '%.%' then split_part(hmac, '.', 1) else '' end) as under
                  from public.look_ups where kind = $1 and holder > $2 group by holder order by holder limit $3`;
  const { rows } = await pool.query<{ holder: string; under: readonly string[] }>(text, [kind, from, limit]);
  return { holders: rows, next: rows.length < limit ? undefined : rows.at(-1)?.holder };
};
