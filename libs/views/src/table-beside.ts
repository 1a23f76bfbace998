import { sql, type Kysely, type RawBuilder } from 'kysely';
import { schemaBeside, type CheckpointTables } from './projection.ts';
import type { AnyView } from './view.ts';

type Transaction = Kysely<CheckpointTables>;

/** A view that only asks for what is due has none. */
export const tablesOf = async (transaction: Transaction, { name, tables }: AnyView): Promise<readonly string[]> => {
  if (tables !== undefined) return tables;
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${name}) is not null as there`.execute(transaction);
  return rows[0]?.there === true ? [name] : [];
};

/** What belongs to the table beyond its columns, under the names that it has. */
const additions = (table: string) => sql<{ statement: string }>`
  select statement from (
    select 1 as rank, conname::text as name,
           format('alter table %I.%I add constraint %I %s', ${schemaBeside}::text, ${table}::text, conname,
                  pg_get_constraintdef(oid)) as statement
    from pg_constraint where conrelid = ${table}::regclass and contype in ('p', 'u', 'x')
    union all
    select 2, c.relname::text,
           replace(pg_get_indexdef(i.indexrelid), format(' ON %I.%I ', n.nspname, t.relname),
                   format(' ON %I.%I ', ${schemaBeside}::text, ${table}::text))
    from pg_index i
    join pg_class c on c.oid = i.indexrelid
    join pg_class t on t.oid = i.indrelid
    join pg_namespace n on n.oid = t.relnamespace
    where i.indrelid = ${table}::regclass
      and not exists (select from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u', 'x'))
  ) as added order by rank, name`;

/** The same table, empty, beside the live one. */
export const makeBeside = async (transaction: Transaction, table: string): Promise<void> => {
  const copy = sql.id(schemaBeside, table);
  await sql`drop table if exists ${copy}`.execute(transaction);
  await sql`create table ${copy} (like ${sql.id(table)} including all excluding indexes)`.execute(transaction);
  const { rows } = await additions(table).execute(transaction);
  for (const { statement } of rows) await sql.raw(statement).execute(transaction);
};

const features = (schema: RawBuilder<unknown>, table: string) => sql`(
  select column_name::text, data_type::text, is_nullable::text, column_default::text from information_schema.columns
  where table_schema = ${schema} and table_name = ${table}
  union all
  select indexname::text, 'index', null, null from pg_indexes where schemaname = ${schema} and tablename = ${table})`;

/** Whether the tables still have the same columns and indexes: a migration may have changed the live one. */
export const fitsStill = async (transaction: Transaction, table: string): Promise<boolean> => {
  const [live, built] = [features(sql`current_schema()`, table), features(sql`${schemaBeside}`, table)];
  const { rows } = await sql`(${live} except ${built}) union all (${built} except ${live})`.execute(transaction);
  return rows.length === 0;
};

/** Readers wait for the moment in which the built table takes the place of the live one. */
export const moveIn = async (transaction: Transaction, table: string, { unlogged }: AnyView): Promise<void> => {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(transaction);
  const schema = rows[0]?.schema ?? 'public';
  const built = sql.id(schemaBeside, table);
  await sql`lock table ${sql.id(schema, table)} in access exclusive mode`.execute(transaction);
  const kept = unlogged?.[table];
  if (kept !== undefined) {
    const columns = kept.columns.map((column) => sql`${sql.id(column)} = live.${sql.id(column)}`);
    await sql`update ${built} as built set ${sql.join(columns)} from ${sql.id(schema, table)} as live
      where built.${sql.id(kept.key)} = live.${sql.id(kept.key)}`.execute(transaction);
  }
  await sql`drop table ${sql.id(schema, table)}`.execute(transaction);
  await sql`alter table ${built} set schema ${sql.id(schema)}`.execute(transaction);
};

/** So that the first queries after the move are planned as well as the last ones before it. */
export const analyzeBeside = (database: Kysely<CheckpointTables>, table: string) =>
  sql`analyze ${sql.id(schemaBeside, table)}`.execute(database);
