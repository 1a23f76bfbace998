import { randomUUID } from 'node:crypto';
import {
  eventStoreMigrations,
  migrate,
  postgresEventStore,
  postgresPool,
} from '../../../libs/event-store-postgres/dist/index.js';
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

export const open = async (url) => {
  const pool = postgresPool(url, 32);
  await migrate(pool, [...eventStoreMigrations, ...viewMigrations]);
  const store = postgresEventStore(pool);
  const write = (stream, expected, events) => store.append([{ stream, expected, events }], envelope());
  const seed = async (streams, length) => {
    await pool.query('alter table events disable trigger user');
    await pool.query('truncate events');
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
      const { commandId, ...rest } = envelope();
      const { events, seen } = await store.read(`s-${stream}`, commandId);
      events.reduce((sum, { data }) => evolve(sum, data), initial);
      await store.append([{ stream: `s-${stream}`, expected: seen, events: [event(number)] }], { commandId, ...rest });
    },
    catchUp: () => projected(pool, store),
    close: () => pool.end(),
  };
};

let version = 0;

const tally = (events) => {
  const counts = new Map();
  for (const { data } of events) counts.set(data.id, (counts.get(data.id) ?? 0) + 1);
  return counts;
};

/** A view over all events from nothing, checkpoint and rows in one transaction. */
const projected = async (pool, store) => {
  version += 1;
  const name = `bench_v${version}`;
  await pool.query(`create table ${name} (id text primary key, n int not null)`);
  const view = {
    name,
    on: {
      Created: {
        many: (database, events) =>
          database
            .insertInto(name)
            .values([...tally(events)].map(([id, n]) => ({ id, n })))
            .onConflict((conflict) =>
              conflict.column('id').doUpdateSet((the) => ({ n: the(`${name}.n`, '+', the.ref('excluded.n')) })),
            ),
      },
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
  });
  await runner.start();
  await viewCheckpoints(pool).waitFor(name, head, 120_000);
  await runner.stop();
  if (failures.length > 0) throw failures[0];
  return Number((await pool.query(`select sum(n) as n from ${name}`)).rows[0].n);
};
