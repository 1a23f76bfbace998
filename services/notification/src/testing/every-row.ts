import type { Pool } from 'pg';

/** Every row of every table of a database, as text. */
export const everyRow = async (pool: Pool): Promise<readonly string[]> => {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const read = tables.map(({ name }) => pool.query<{ row: string }>(`select every::text as row from ${name} every`));
  return (await Promise.all(read)).flatMap(({ rows }) => rows.map(({ row }) => row));
};
