import { randomUUID } from 'node:crypto';
import { SQL } from '@event-driven-io/dumbo';
import {
  getPostgreSQLEventStore,
  postgreSQLEventStoreConsumer,
  postgreSQLRawBatchSQLProjection,
} from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { dataOf, evolve, initial } from './sample.mjs';

const event = (number) => ({ type: 'Created', data: dataOf(number) });
const folding = { evolve: (sum, { data }) => evolve(sum, data), initialState: () => initial };

export const open = async (url) => {
  const pool = new pg.Pool({ connectionString: url, max: 32 });
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  await store.schema.migrate();
  const seed = async (streams, length) => {
    await pool.query('truncate emt_messages, emt_streams');
    let next = 0;
    const seeder = async () => {
      while (next < streams) {
        const stream = next++;
        for (let from = 0; from < length; from += 100)
          await store.appendToStream(
            `s-${stream}`,
            Array.from({ length: Math.min(100, length - from) }, (_, at) => event(at)),
          );
      }
    };
    await Promise.all(Array.from({ length: 4 }, seeder));
    await pool.query('vacuum analyze emt_messages');
  };
  return {
    append: (number) =>
      store.appendToStream(randomUUID(), [event(number)], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' }),
    seed,
    read: async (stream) => (await store.readStream(`s-${stream}`)).events.length,
    decide: async (stream, number) => {
      const { currentStreamVersion } = await store.aggregateStream(`s-${stream}`, folding);
      await store.appendToStream(`s-${stream}`, [event(number)], { expectedStreamVersion: currentStreamVersion });
    },
    catchUp: () => projected(url, pool),
    close: () => store.close().then(() => pool.end()),
  };
};

/** One upsert an event, as emmett's projector does it, in batches of 1000. */
const projected = async (url, pool) => {
  await pool.query('create table if not exists prj (id text primary key, n int not null)');
  await pool.query('truncate prj');
  const projection = postgreSQLRawBatchSQLProjection({
    name: 'prj',
    canHandle: ['Created'],
    evolve: (events) =>
      events.map(
        ({ data }) => SQL`insert into prj values (${data.id}, 1) on conflict (id) do update set n = prj.n + 1`,
      ),
  });
  const consumer = postgreSQLEventStoreConsumer({
    connectionString: url,
    stopWhen: { noMessagesLeft: true },
    pulling: { batchSize: 1000, pullingFrequencyInMs: 1 },
  });
  consumer.projector({ processorId: `prj-${randomUUID()}`, projection });
  await consumer.start();
  await consumer.close();
  return Number((await pool.query('select coalesce(sum(n), 0) as n from prj')).rows[0].n);
};
