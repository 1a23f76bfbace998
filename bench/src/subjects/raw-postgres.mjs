// A bare node-postgres loop that stores the same bytes: no stream table, no command ids, no gap-free positions.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { dataOf, evolve, initial } from './sample.mjs';

const append = {
  name: 'append',
  text: 'insert into event (stream, version, type, data, meta) values ($1, $2, $3, $4, $5)',
};
const read = { name: 'read', text: 'select version, data from event where stream = $1 order by version' };
const table = `create table event (position bigint generated always as identity primary key, stream text not null,
  version int not null, type text not null, data jsonb not null, meta jsonb, at timestamptz not null default now(),
  unique (stream, version))`;

export const open = async (url) => {
  const pool = new pg.Pool({ connectionString: url, max: 32 });
  await pool.query(table);
  const write = (stream, version, number) =>
    pool.query({ ...append, values: [stream, version, 'Created', JSON.stringify(dataOf(number)), '{"c":"1"}'] });
  return {
    append: (number) => write(randomUUID(), 1, number),
    seed: async (streams, length) => {
      await pool.query('truncate event');
      await pool.query(
        `insert into event (stream, version, type, data) select 's-' || k, g, 'Created', $1
           from generate_series(1, $2::int) g, generate_series(0, $3::int) k`,
        [JSON.stringify(dataOf(1)), length, streams - 1],
      );
      await pool.query('vacuum analyze event');
    },
    read: async (stream) => (await pool.query({ ...read, values: [`s-${stream}`] })).rows.length,
    decide: async (stream, number) => {
      const { rows } = await pool.query({ ...read, values: [`s-${stream}`] });
      rows.reduce((sum, { data }) => evolve(sum, data), initial);
      await write(`s-${stream}`, rows.at(-1).version + 1, number);
    },
    close: () => pool.end(),
  };
};
