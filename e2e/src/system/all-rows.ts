import pg from 'pg';

export type Row = Readonly<{ table: string; value: unknown }>;

const withDatabase = async <Answer>(url: string, use: (client: pg.Client) => Promise<Answer>): Promise<Answer> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
};

const rowsIn = (url: string, database: string): Promise<readonly Row[]> => {
  const own = new URL(url);
  own.pathname = `/${database}`;
  return withDatabase(own.href, async (client) => {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const rows: Row[] = [];
    for (const { name } of tables.rows) {
      const found = await client.query<{ value: unknown }>(`select to_json(t) as value from ${name} t`);
      rows.push(...found.rows.map(({ value }) => ({ table: `${database} ${name}`, value })));
    }
    return rows;
  });
};

/** Every row of every table of every database of the server: what is compressed in its files stands here as it is. */
export const allRows = async (url: string): Promise<readonly Row[]> => {
  const databases = await withDatabase(url, (client) =>
    client.query<{ datname: string }>(`select datname from pg_database where datallowconn and not datistemplate`),
  );
  const found = await Promise.all(databases.rows.map(({ datname }) => rowsIn(url, datname)));
  return found.flat();
};

/** What lies on the disk of the server is then what it knows. */
export const checkpoint = (url: string): Promise<unknown> => withDatabase(url, (client) => client.query('checkpoint'));
