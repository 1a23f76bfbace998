import type { Pool, PoolClient, QueryResult } from 'pg';

/** What some work asked of PostgreSQL: statements, rows that came back, their bytes as text, and rows that were touched for it. */
export type Cost = Readonly<{ statements: number; rows: number; bytes: number; touched: number }>;

/** The server counts what each connection touches by itself, and says so when it is told to. */
const tellNow = 'select pg_stat_force_next_flush()';
const touchedSoFar = `
  select (select coalesce(sum(seq_tup_read + idx_tup_fetch), 0) from pg_stat_user_tables)
       + (select coalesce(sum(idx_tup_read), 0) from pg_stat_user_indexes) as touched`;

/**
 * Counts what work on a pool costs. The pool must have made no connection yet: each is listened to from its first statement.
 * @returns measures one piece of work, while nothing else uses the pool.
 */
export const countedOn = (pool: Pool): ((work: () => Promise<unknown>) => Promise<Cost>) => {
  const clients = new Set<PoolClient>();
  const tally = { statements: 0, rows: 0, bytes: 0 };
  const note = (result: QueryResult): void => {
    tally.statements += 1;
    tally.rows += result.rows.length;
    tally.bytes += Buffer.byteLength(JSON.stringify(result.rows));
  };
  pool.on('connect', (client) => {
    clients.add(client);
    listen(client, note);
  });

  const touched = async (): Promise<number> => {
    // One that failed is gone, and told what it counted when it went.
    for (const client of clients) await client.query(tellNow).catch(() => clients.delete(client));
    const { rows } = await pool.query<{ touched: string }>(touchedSoFar);
    return Number(rows[0]?.touched ?? 0);
  };
  return async (work) => {
    const before = await touched();
    Object.assign(tally, { statements: 0, rows: 0, bytes: 0 });
    await work();
    const cost = { ...tally };
    return { ...cost, touched: (await touched()) - before };
  };
};

/** Whatever way the driver is asked, by a promise or by a callback, as a pool does. */
const listen = (client: PoolClient, note: (result: QueryResult) => void): void => {
  const query = client.query.bind(client) as (...question: unknown[]) => unknown;
  const heard = (...question: unknown[]): unknown => {
    const callback = question.at(-1);
    if (typeof callback !== 'function')
      return (query(...question) as Promise<QueryResult>).then((result) => {
        note(result);
        return result;
      });
    return query(...question.slice(0, -1), (error: unknown, result: QueryResult) => {
      if (error === null || error === undefined) note(result);
      (callback as (...answer: unknown[]) => void)(error, result);
    });
  };
  client.query = heard as typeof client.query;
};
