// The floor of group commit, written by hand: callers share one multi-row insert. No command ids, no look-ups, no gates.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { dataOf } from './sample.mjs';

const table = `create table event (position bigint generated always as identity primary key, stream text not null,
  version int not null, type text not null, data jsonb not null, meta jsonb, at timestamptz not null default now(),
  unique (stream, version))`;
const insert = {
  name: 'insert',
  text: `insert into event (stream, version, type, data, meta)
    select * from unnest($1::text[], $2::int[], $3::text[], $4::jsonb[], $5::jsonb[]) on conflict do nothing returning stream`,
};

export const open = async (url) => {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  await pool.query(table);
  let waiting = [];
  let flying = 0;
  const flush = async () => {
    if (flying >= 2 || waiting.length === 0) return;
    const group = waiting;
    waiting = [];
    flying += 1;
    const columns = ['stream', 'version', 'type', 'data', 'meta'].map((name) => group.map((member) => member[name]));
    try {
      const { rows } = await pool.query({ ...insert, values: columns });
      const stored = new Set(rows.map(({ stream }) => stream));
      for (const { stream, resolve, reject } of group)
        if (stored.has(stream)) resolve();
        else reject(new Error('conflict'));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    flying -= 1;
    void flush();
  };
  const append = (number) =>
    new Promise((resolve, reject) => {
      const data = JSON.stringify(dataOf(number));
      waiting.push({ stream: randomUUID(), version: 1, type: 'Created', data, meta: '{"c":"1"}', resolve, reject });
      if (waiting.length === 1) setImmediate(flush);
    });
  return { append, close: () => pool.end() };
};
