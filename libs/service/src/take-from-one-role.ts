import { digestOf } from '@lethe/event-store-postgres';
import { Explained } from '@lethe/running';
import { viewMigrations } from '@lethe/views';
import type pg from 'pg';
import { makeSchema } from './make-schema.ts';

type Parts = Readonly<{
  tables: readonly string[];
  functions: readonly string[];
  /** That make the functions, and what hangs on them, afresh. */
  statements: readonly string[];
}>;
type Taking = Readonly<{
  owner: string;
  role: string;
  /** Where what stays with the role goes; absent where nothing does. */
  schema?: string;
  parts: Parts;
}>;

/**
 * A database of a build before T6 belonged to the role that runs the service, and so did all in it. Its owner gets the
 * database, the schema `public` and the tables named here; the rest goes into the role's own schema, with the records of
 * its migrations. All of it or nothing; does nothing where the owner owns the database already. Services that run go on.
 *
 * What the one role could change is not taken over as it is: functions, triggers and rules of the log are made afresh, and
 * functions that nobody knows are refused, since the owner might come to call them.
 * @throws Explained where that is so.
 */
export const takeFromOneRole = async (client: pg.Client, taking: Taking): Promise<void> => {
  const { rows } = await client.query<{ owner: string }>(
    `select pg_get_userbyid(datdba) as owner from pg_database where datname = current_database()`,
  );
  if (rows[0]?.owner === taking.owner) return;
  await client.query('begin');
  try {
    await client.query(`select pg_advisory_xact_lock(hashtextextended('lethe_migrations', 0))`);
    await refuseUnknownFunctions(client, taking);
    if (taking.schema !== undefined) await moveToOwnSchema(client, taking.role, taking.schema, taking.parts.tables);
    await giveToOwner(client, taking);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
};

const refuseUnknownFunctions = async (client: pg.Client, { role, parts }: Taking): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    `select oid::regprocedure::text as name from pg_proc
     where proowner = $1::regrole and not (pronamespace = 'public'::regnamespace and proname = any($2))
     order by 1`,
    [role, parts.functions],
  );
  if (rows.length === 0) return;
  throw new Explained(
    `${role} made functions that are not of Lethe: ${rows.map(({ name }) => name).join(', ')}. Drop them, then provision again.`,
  );
};

/** As the role itself: whatever hangs on its tables runs with its rights and no others. */
const moveToOwnSchema = async (
  client: pg.Client,
  role: string,
  schema: string,
  tables: readonly string[],
): Promise<void> => {
  // An older build looks there first: it must never find it without the records.
  await makeSchema(client, schema, role);
  await client.query(`set local role ${role}`);
  await eachOf(
    client,
    `select format('alter %s public.%I set schema ${schema}', case relkind when 'S' then 'sequence' else 'table' end, relname)
     from pg_class as c
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') and relowner = '${role}'::regrole
       and relname <> all($1)
       and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype in ('a', 'i'))`,
    [tables],
  );
  await takeRecords(client, schema);
  await client.query('reset role');
};

/** The owner keeps the records of the log's migrations; the one that made a schema has another text since. */
const takeRecords = async (client: pg.Client, schema: string): Promise<void> => {
  const { rowCount } = await client.query(
    `select from pg_tables where schemaname = 'public' and tablename = 'lethe_migrations' and tableowner = current_user`,
  );
  if (rowCount === 0) return;
  await client.query(
    `create table if not exists ${schema}.lethe_migrations (like public.lethe_migrations including all)`,
  );
  await client.query(
    `insert into ${schema}.lethe_migrations select * from public.lethe_migrations
     where name not like 'event-store/%' on conflict do nothing`,
  );
  await client.query(`delete from public.lethe_migrations where name not like 'event-store/%'`);
  const madeSchema = viewMigrations.find(({ name }) => name === 'views/0002-parked-events-and-rebuilding');
  if (madeSchema !== undefined)
    await client.query(`update ${schema}.lethe_migrations set digest = $2 where name = $1`, [
      madeSchema.name,
      digestOf(madeSchema),
    ]);
};

const giveToOwner = async (client: pg.Client, { owner, role, parts }: Taking): Promise<void> => {
  const { tables, functions, statements } = parts;
  const ours = `relnamespace = 'public'::regnamespace and relkind = 'r' and relname = any($1)`;
  await eachOf(
    client,
    `select format('drop trigger %I on public.%I', tgname, relname)
     from pg_trigger join pg_class c on c.oid = tgrelid where not tgisinternal and ${ours} and relowner = '${role}'::regrole`,
    [tables],
  );
  await eachOf(
    client,
    `select format('drop rule %I on public.%I', rulename, relname)
     from pg_rewrite join pg_class c on c.oid = ev_class where ${ours} and relowner = '${role}'::regrole`,
    [tables],
  );
  const dropped = await eachOf(
    client,
    `select format('drop function %s', oid::regprocedure) from pg_proc
     where pronamespace = 'public'::regnamespace and proname = any($1) and proowner = '${role}'::regrole`,
    [functions],
  );
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  await client.query(`alter database ${rows[0]?.name} owner to ${owner}`);
  await client.query(`alter schema public owner to ${owner}`);
  await eachOf(
    client,
    `select format('alter table public.%I owner to ${owner}', relname) from pg_class where ${ours}`,
    [tables],
  );
  if (dropped === 0) return;
  await client.query(`set local role ${owner}`);
  await client.query('set local search_path = public, pg_temp');
  for (const statement of statements) await client.query(statement);
  await client.query('reset role');
  await client.query('set local search_path = pg_catalog, pg_temp');
};

/** Carries out the statements that a query makes. @returns how many there were. */
const eachOf = async (client: pg.Client, query: string, values: readonly unknown[]): Promise<number> => {
  const { rows } = await client.query<string[]>({ text: query, values: [...values], rowMode: 'array' });
  for (const [statement = ''] of rows) await client.query(statement);
  return rows.length;
};
