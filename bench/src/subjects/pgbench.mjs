// PostgreSQL's own load generator, storing one row of the same size per commit: what the server can do with no client of ours.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { percentile } from '../measuring.mjs';
import { dataOf } from './sample.mjs';

/** On PATH, or where Debian keeps it. */
const program = () => {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  return [...(process.env.PATH ?? '').split(delimiter), ...versions]
    .map((folder) => join(folder, 'pgbench'))
    .find((path) => existsSync(path));
};

const table = `create table event (position bigint generated always as identity primary key, stream uuid not null
  default gen_random_uuid(), version int not null default 1, data text not null, unique (stream, version))`;

/** Transactions' waits, in milliseconds, from the logs of all threads. */
const waitsIn = (folder) =>
  readdirSync(folder)
    .filter((name) => name.startsWith('log.'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => Number(line.split(' ')[2]) / 1000);

/** Undefined where there is no pgbench (Debian's package postgresql-15 has it). */
export const open = async (url) => {
  const pgbench = program();
  if (pgbench === undefined) return undefined;
  const client = new pg.Client(url);
  await client.connect();
  await client.query(table);
  await client.end();
  const folder = mkdtempSync(join(tmpdir(), 'lethe-pgbench-'));
  writeFileSync(join(folder, 'append.sql'), `insert into event (data) values ('${JSON.stringify(dataOf(1))}');`);
  return {
    appendFor: async ({ callers, seconds }) => {
      for (const name of readdirSync(folder).filter((file) => file.startsWith('log.'))) rmSync(join(folder, name));
      const load = [
        '-n',
        '-M',
        'prepared',
        '-f',
        'append.sql',
        '-c',
        String(callers),
        '-j',
        '1',
        '-T',
        String(Math.ceil(seconds)),
      ];
      const { stdout } = await promisify(execFile)(pgbench, [...load, '--log', '--log-prefix=log', url], {
        cwd: folder,
      });
      const waits = waitsIn(folder);
      return { rate: Number(/tps = ([\d.]+)/.exec(stdout)[1]), p50: percentile(waits, 50), p99: percentile(waits, 99) };
    },
    close: async () => rmSync(folder, { recursive: true }),
  };
};
