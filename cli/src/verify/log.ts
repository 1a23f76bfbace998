import type { StoredEvent } from '@lethe/event-store';
import pg from 'pg';

/** A connection that cannot write. */
export const withDatabase = async <Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: url, options: '-c default_transaction_read_only=on' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Streams with a hole in their revisions, and holes in the positions of the log (I2). */
export const gapsIn = async (client: pg.Client): Promise<readonly string[]> => {
  const streams = await client.query<{ stream: string }>(
    'select stream from events group by stream having count(*) <> max(revision) + 1 or min(revision) <> 0',
  );
  const positions = await client.query<{ missing: string }>(
    'select coalesce(max(position), 0) - count(*) as missing from events',
  );
  const missing = positions.rows[0]?.missing ?? '0';
  return [
    ...streams.rows.map(({ stream }) => stream),
    ...(missing === '0' ? [] : [`${missing} positions are missing`]),
  ];
};

/** Events of these types in position order, personal fields still sealed. */
export const eventsOf = async (client: pg.Client, types: readonly string[]): Promise<readonly StoredEvent[]> => {
  if (types.length === 0) return [];
  const { rows } = await client.query<Omit<StoredEvent, 'data' | 'recordedAt'> & { data: string; recordedAt: Date }>(
    `select id, stream, revision, position, type, version, data, command_id as "commandId",
            correlation_id as "correlationId", actor, recorded_at as "recordedAt"
       from events where type = any($1) order by position`,
    [types],
  );
  return rows.map((row) => ({
    ...row,
    revision: BigInt(row.revision),
    position: BigInt(row.position),
    data: JSON.parse(row.data) as StoredEvent['data'],
    recordedAt: row.recordedAt.toISOString(),
  }));
};
