import type { Pool } from 'pg';

/** Everything that lies in the database, as text. */
export const databaseText = async (pool: Pool): Promise<string> => {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any(current_schemas(false))`,
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) => (await pool.query<{ text: string }>(`select t::text as text from ${name} t`)).rows),
  );
  return texts
    .flat()
    .map(({ text }) => text)
    .join('\n');
};
