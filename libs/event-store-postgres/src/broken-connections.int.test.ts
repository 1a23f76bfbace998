import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutcomeUnknown } from '@lethe/event-store';
import { eventually } from '@lethe/testing';
import { Pool } from 'pg';
import { eventStoreMigrations } from './event-store.migrations.ts';
import { migrate } from './migration.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { postgresPool } from './postgres-pool.ts';
import { ownDatabase } from './testing/database.ts';
import { command, said, wordsOf } from './testing/writing.ts';

let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  database = await ownDatabase();
  await migrate(database.pool, eventStoreMigrations);
});
afterAll(() => database.close());

/** Ends the connections whose last statement begins like this; gives their number. */
const terminate = async (statement: string): Promise<number> => {
  const { rowCount } = await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and query ilike $1 || '%'`,
    [statement],
  );
  return rowCount ?? 0;
};

const held = async () => {
  const holder = await database.pool.connect();
  await holder.query('begin');
  await holder.query(`select pg_advisory_xact_lock(hashtextextended('append_events', 0))`);
  return async (): Promise<void> => {
    await holder.query('rollback');
    holder.release();
  };
};

describe('A connection lost during an append', () => {
  it('is an unknown outcome for everybody in the group, and the same command may be sent again', async () => {
    const store = postgresEventStore(database.pool);
    const release = await held();
    const commands = [command(), command()];
    const send = () => commands.map((sent, index) => store.append([said(`lost-${index}`, 'no-stream', 'a')], sent));
    const asked = Promise.allSettled(send());
    await eventually(async () => expect(await terminate('select * from public.append_events')).toBe(1));
    expect(await asked).toMatchObject([{ reason: { name: 'OutcomeUnknown' } }, { reason: { name: 'OutcomeUnknown' } }]);
    await release();
    expect(await Promise.all(send())).toEqual([1n, 2n]);
    const again = await Promise.allSettled(send());
    expect(again).toMatchObject([{ reason: { name: 'CommandRecorded' } }, { reason: { name: 'CommandRecorded' } }]);
  });

  it('is told from an outage in which nothing was sent', async () => {
    const nowhere = postgresPool('postgres://lethe@127.0.0.1:1/none');
    const append = postgresEventStore(nowhere).append([said('lost-9', 'no-stream', 'a')], command());
    await expect(append).rejects.not.toThrow(OutcomeUnknown);
    await nowhere.end();
  });

  it('is told from a lock that was not given in time, which rolled back', async () => {
    const impatient = new Pool({ connectionString: database.url, statement_timeout: 200 });
    impatient.on('error', () => undefined); // a connection that still closes when its database is dropped
    const release = await held();
    const append = postgresEventStore(impatient).append([said('lost-8', 'no-stream', 'a')], command());
    await expect(append).rejects.toMatchObject({ code: '57014' });
    await release();
    await impatient.end();
    expect((await postgresEventStore(database.pool).read('lost-8')).seen).toBe('no-stream');
  });
});

describe('Two processes on one database', () => {
  it('wake each other, also after the listening connection broke', async () => {
    const other = postgresPool(database.url);
    const [here, there] = [postgresEventStore(database.pool), postgresEventStore(other)];
    const wakes = wakesOf(here);
    await wakes.next();
    const after = await here.head();
    await there.append([said('woken-1', 'no-stream', 'first')], command());
    await wakes.next();
    expect(wordsOf(await here.readAll(after, 10))).toEqual(['first']);

    expect(await terminate('listen')).toBe(1);
    await wakes.next();
    await there.append([said('woken-2', 'no-stream', 'second')], command());
    await wakes.next();
    expect(wordsOf(await here.readAll(after, 10))).toEqual(['first', 'second']);
    wakes.end();
    await other.end();
  });

  it('open no connection to listen while nobody watches', async () => {
    const store = postgresEventStore(database.pool);
    const wakes = wakesOf(store);
    await wakes.next();
    const listeners = async () =>
      (
        await database.pool.query(
          `select from pg_stat_activity where datname = current_database() and query like 'listen%'`,
        )
      ).rowCount;
    // The one of the test before may still be closing.
    await eventually(async () => expect(await listeners()).toBe(1));
    wakes.end();
    await eventually(async () => expect(await listeners()).toBe(0));
  });
});

/** Waits for one wake-up after another. The first comes once the watch listens. */
const wakesOf = ({ watch }: ReturnType<typeof postgresEventStore>) => {
  let rung = 0;
  let waiting: (() => void) | undefined;
  const end = watch(() => {
    rung += 1;
    waiting?.();
  });
  return {
    end,
    next: async (): Promise<void> => {
      if (rung === 0) await new Promise<void>((resolve) => (waiting = resolve));
      rung = 0;
    },
  };
};
