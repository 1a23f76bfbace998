import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandRecorded, type Envelope } from '@lethe/event-store';
import { eventually } from '@lethe/testing';
import type { Pool } from 'pg';
import { eventStoreMigrations } from './event-store.migrations.ts';
import { migrate } from './migration.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { postgresPool } from './postgres-pool.ts';
import { ownPostgres } from './testing/own-postgres.ts';
import { command, said, wordsOf } from './testing/writing.ts';

let server: Awaited<ReturnType<typeof ownPostgres>>;
let pool: Pool;
beforeAll(async () => {
  server = await ownPostgres();
  pool = postgresPool(server.url);
  await migrate(pool, eventStoreMigrations);
});
afterAll(async () => {
  await pool.end();
  await server.stop();
});

const writers = 20;
const betweenMs = 100;
const progress = { acknowledged: 0 };

/** However slow the machine is: the server is killed in the middle of it. */
const someMore = () => {
  const enough = progress.acknowledged + 5 * writers;
  return eventually(() => expect(progress.acknowledged).toBeGreaterThan(enough), { withinMs: 30_000 });
};

/** Appends one event after another to a stream of its own, and sends an append again until it knows how it ended. */
const write = async (stream: string, until: AbortSignal) => {
  const store = postgresEventStore(pool);
  const acknowledged: string[] = [];
  let lost = 0;
  const send = async (revision: number, sent: Envelope): Promise<void> => {
    try {
      await store.append([said(stream, revision === 0 ? 'no-stream' : BigInt(revision - 1), `${revision}`)], sent);
    } catch (error) {
      if (error instanceof CommandRecorded) return;
      lost += 1;
      await pause(50);
      await send(revision, sent);
    }
  };
  while (!until.aborted) {
    const sent = command();
    await send(acknowledged.length, sent);
    acknowledged.push(sent.commandId);
    progress.acknowledged += 1;
    await pause(betweenMs);
  }
  return { stream, acknowledged, lost };
};

describe('PostgreSQL is killed with kill -9 while 200 events are appended each second (row A5)', () => {
  it('every command that was acknowledged is readable, done once, in its place', async () => {
    const end = new AbortController();
    const writing = Promise.all(Array.from({ length: writers }, (_, index) => write(`killed-${index}`, end.signal)));
    for (let round = 0; round < 2; round += 1) {
      await someMore();
      await server.kill();
      await server.startAgain();
    }
    await someMore();
    end.abort();
    const written = await writing;
    expect(written.reduce((sum, { lost }) => sum + lost, 0)).toBeGreaterThan(0);

    const store = postgresEventStore(pool);
    let all = 0;
    for (const { stream, acknowledged } of written) {
      const { events } = await store.read(stream);
      expect(events.map(({ commandId }) => commandId)).toEqual(acknowledged);
      expect(wordsOf(events)).toEqual(acknowledged.map((_, revision) => `${revision}`));
      expect(events.map(({ revision }) => Number(revision))).toEqual(acknowledged.map((_, revision) => revision));
      all += events.length;
    }
    expect(all).toBeGreaterThan(writers * 10);
    expect(await store.head()).toBe(BigInt(all));
  }, 120_000);
});
