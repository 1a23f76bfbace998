import pg from 'pg';

/** One connection for one piece of work. `options` as PostgreSQL's own programs take them. */
export const asRole = async <Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

export const inDatabase = (server: string, database: string): string =>
  Object.assign(new URL(server), { pathname: `/${database}` }).href;

/** SQLSTATE of a refusal; undefined where nothing refused. */
export const refusalOf = (url: string, statement: string): Promise<string | undefined> =>
  asRole(url, async (client) => {
    try {
      await client.query(statement);
      return undefined;
    } catch (error) {
      return (error as pg.DatabaseError).code;
    }
  });

/** All that a database's log or keys are, as one text. */
export const contentOf = (url: string, table: string): Promise<string> =>
  asRole(url, async (client) => {
    const { rows } = await client.query<{ text: string | null }>(
      `select string_agg(t::text, e'\\n' order by t::text) as text from public.${table} t`,
    );
    return rows[0]?.text ?? '';
  });
