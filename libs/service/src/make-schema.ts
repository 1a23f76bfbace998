import type pg from 'pg';

/** `if not exists` would want the right to make one also where it exists. */
export const makeSchema = async (client: pg.Client, schema: string, role: string): Promise<void> => {
  const { rowCount } = await client.query('select from pg_namespace where nspname = $1', [schema]);
  if (rowCount === 0) await client.query(`create schema ${schema} authorization ${role}`);
};
