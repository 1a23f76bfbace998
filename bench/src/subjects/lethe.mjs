import { randomUUID } from 'node:crypto';
import {
  eventStoreMigrations,
  migrate,
  postgresEventStore,
  postgresPool,
  postgresSnapshots,
} from '../../../libs/event-store-postgres/dist/index.js';
import { runningMigrations } from '../../../libs/running/dist/index.js';
import { viewCheckpoints, viewMigrations, viewRunner } from '../../../libs/views/dist/index.js';
import { dataOf, evolve, initial } from './sample.mjs';

const at = '2026-11-23T00:00:00.000Z';
const envelope = () => ({
  commandId: randomUUID(),
  commandType: 'bench',
  digest: null,
  correlationId: 'bench',
  actor: 'bench',
  at,
});
const event = (number) => ({ type: 'Created', version: 1, data: dataOf(number) });

/** What the journal's handler does with a fold that goes on from a snapshot, kept every 100 events. */
const foldingFromSnapshot = (store, snapshots) => async (stream) => {
  const kept = await snapshots.find(stream, 'sum', 1);
  const events = await store.readAfter(stream, kept?.revision ?? -1n, 2_000);
  const state = events.reduce((sum, { data }) => evolve(sum, data), kept?.state ?? initial);
  const revision = events.at(-1)?.revision ?? kept.revision;
  if (events.length >= 100) await snapshots.keep(stream, 'sum', 1, { revision, state });
  return revision;
};

const foldingAll = (store) => async (stream, commandId) => {
  const { events, seen } = await store.read(stream, commandId);
  events.reduce((sum, { data }) => evolve(sum, data), initial);
  return seen;
};

const opened = async (url, foldingOf) => {
  const pool = postgresPool(url, 32);
  await migrate(pool, [...eventStoreMigrations, ...runningMigrations, ...viewMigrations]);
  const store = postgresEventStore(pool);
  const write = (stream, expected, events) => store.append([{ stream, expected, events }], envelope());
  const folded = foldingOf(store, postgresSnapshots(pool));
  const seed = async (streams, length) => {
    await pool.query('alter table events disable trigger user');
    await pool.query('truncate events, snapshots');
    await pool.query('alter table events enable trigger user');
    await Promise.all(
      Array.from({ length: streams }, (_, stream) =>
        write(
          `s-${stream}`,
          'no-stream',
          Array.from({ length }, (__, number) => event(number)),
        ),
      ),
    );
    await pool.query('vacuum analyze events');
  };
  return {
    append: (number) => write(randomUUID(), 'no-stream', [event(number)]),
    seed,
    read: async (stream) => (await store.read(`s-${stream}`)).events.length,
    decide: async (stream, number) => {
      const command = envelope();
      const expected = await folded(`s-${stream}`, command.commandId);
      await store.append([{ stream: `s-${stream}`, expected, events: [event(number)] }], command);
    },
    catchUp: () => projected(pool, store),
    close: () => pool.end(),
  };
};

let version = 0;

/** A view over all events from nothing, checkpoint and rows in one transaction. */
const projected = async (pool, store) => {
  version += 1;
  const name = `bench_v${version}`;
  await pool.query(`create table ${name} (id text primary key, n int not null)`);
  const view = {
    name,
    on: {
      Created: (database, { data }) =>
        database
          .insertInto(name)
          .values({ id: data.id, n: 1 })
          .onConflict((conflict) => conflict.column('id').doUpdateSet((the) => ({ n: the(`${name}.n`, '+', 1) }))),
    },
  };
  const head = await store.head();
  const failures = [];
  const runner = viewRunner({
    views: [view],
    eventTypes: ['Created'],
    store,
    pool,
    onError: (error) => failures.push(error),
    log: { warn: (facts) => failures.push(facts), error: (facts) => failures.push(facts) },
  });
  await runner.start();
  await viewCheckpoints(pool).waitFor(name, head, 120_000);
  await runner.stop();
  if (failures.length > 0) throw failures[0];
  return Number((await pool.query(`select sum(n) as n from ${name}`)).rows[0].n);
};

export const open = (url) => opened(url, foldingAll);
export const fromSnapshot = { open: (url) => opened(url, foldingFromSnapshot) };
