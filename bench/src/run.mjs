// `npm run bench`: Lethe and its peers in turn, on one PostgreSQL that really flushes; medians and ratios of one run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../scripts/postgres.mjs';
import { firstVisits } from './first-visit.mjs';
import { medians, tableOf } from './report.mjs';
import { rows } from './rows.mjs';

const rounds = Number(process.env.ROUNDS ?? 3);
const seconds = Number(process.env.SECONDS ?? 2);
const only = process.argv[2];

const openers = {
  lethe: () => import('./subjects/lethe.mjs'),
  'lethe, from a snapshot': async () => (await import('./subjects/lethe.mjs')).fromSnapshot,
  emmett: () => import('./subjects/emmett.mjs'),
  castore: () => import('./subjects/castore.mjs'),
  pgbench: () => import('./subjects/pgbench.mjs'),
  'raw PostgreSQL': () => import('./subjects/raw-postgres.mjs'),
  'group commit floor': () => import('./subjects/group-commit-floor.mjs'),
  'lethe journal, plain': async () => (await import('./subjects/lethe-journal.mjs')).plain,
  'lethe journal, one field sealed': async () => (await import('./subjects/lethe-journal.mjs')).sealed,
  'lethe journal, two fields sealed': async () => (await import('./subjects/lethe-journal.mjs')).sealedTwice,
  'plain, from a snapshot': async () => (await import('./subjects/lethe-journal.mjs')).plainFromSnapshot,
  'raw NATS request': async () => (await import('./subjects/calls.mjs')).raw,
  'plain call': async () => (await import('./subjects/calls.mjs')).plain,
  'plain call, beside': async () => (await import('./subjects/calls.mjs')).plainBeside,
  'call with a signed answer': async () => (await import('./subjects/calls.mjs')).signed,
  'bound call': async () => (await import('./subjects/calls.mjs')).bound,
  'sealed, from a snapshot': async () => (await import('./subjects/lethe-journal.mjs')).sealedFromSnapshot,
};

const directory = mkdtempSync(join(tmpdir(), 'lethe-bench-'));
const server = await startPostgres({ directory, maxConnections: 400 });
let databases = 0;

/** Opens a subject on a database of its own that is empty. */
const openSubject = async (name) => {
  databases += 1;
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query(`create database bench_${databases}`);
  await client.end();
  const url = new URL(server.url);
  url.pathname = `/bench_${databases}`;
  return (await openers[name]()).open(url.href);
};

const measureRow = async ({ name, subjects, prepare, measure }) => {
  const opened = [];
  for (const subject of subjects) {
    const parts = await openSubject(subject);
    if (parts === undefined) process.stderr.write(`${subject} is not on this machine and is left out.\n`);
    else opened.push({ subject, parts, results: [] });
  }
  for (const { parts } of opened) await prepare?.(parts);
  for (let round = 0; round < rounds; round += 1)
    for (const { parts, results } of opened) results.push(await measure(parts, seconds));
  for (const { parts } of opened) await parts.close();
  const measured = Object.fromEntries(opened.map(({ subject, results }) => [subject, medians(results)]));
  process.stderr.write(`${name}: ${JSON.stringify(measured)}\n`);
  return { name, measured };
};

try {
  const results = [];
  for (const row of rows) if (only === undefined || row.name.includes(only)) results.push(await measureRow(row));
  if (only === undefined || 'console'.includes(only)) {
    const visits = await firstVisits(Math.max(rounds, 3));
    const told =
      visits?.map((milliseconds) => `${Math.round(milliseconds)} ms`).join(', ') ?? 'not measured: no Chromium';
    console.log(`console, first visit, usable after (processor throttled four times, aim 2000 ms): ${told}`);
  }
  const machine = `${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}`;
  console.log(tableOf(results, machine, { rounds, seconds }));
  writeFileSync('bench/results.json', `${JSON.stringify({ machine, rounds, seconds, results }, null, 2)}\n`);
} finally {
  await server.stop();
  server.discard();
  rmSync(directory, { recursive: true, force: true });
}
