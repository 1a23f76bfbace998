import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventStoreMigrations } from './event-store.migrations.ts';
import { migrate } from './migration.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { postgresPool } from './postgres-pool.ts';
import { ownPostgres } from './testing/own-postgres.ts';
import { mayMount, smallDisk, type SmallDisk } from './testing/small-disk.ts';
import { command, said } from './testing/writing.ts';

const diskFull = '53100';
/** What PostgreSQL cannot compress. */
const bulk = (): string => randomBytes(100_000).toString('base64');

let server: Awaited<ReturnType<typeof ownPostgres>>;
let disk: SmallDisk | undefined;
let pool: pg.Pool;

const startOnSmallDisk = async (): Promise<void> => {
  server = await ownPostgres();
  disk = smallDisk(server.pid);
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query(`create tablespace small location '${disk?.directory ?? ''}'`);
  await client.query('create database small tablespace small');
  await client.end();
  const url = new URL(server.url);
  url.pathname = '/small';
  pool = postgresPool(url.href);
  await migrate(pool, eventStoreMigrations);
};

(mayMount ? describe : describe.skip)('A full disk (row A6, FIT-7) [SKIPPED where nothing may be mounted]', () => {
  beforeAll(startOnSmallDisk);
  afterAll(async () => {
    await pool.end();
    await server.stop();
    disk?.remove();
  });

  it('refuses new events, keeps every one that was acknowledged, and goes on by itself once there is room', async () => {
    const store = postgresEventStore(pool);
    const append = (stream: string) => store.append([said(stream, 'no-stream', bulk())], command());
    let acknowledged = 0;
    const fill = async (): Promise<void> => {
      for (; acknowledged < 200; acknowledged += 1) await append(`word-${acknowledged}`);
    };
    await expect(fill()).rejects.toMatchObject({ code: diskFull });
    expect(acknowledged).toBeGreaterThan(5);
    expect(await store.head()).toBe(BigInt(acknowledged));
    await expect(append('word-late')).rejects.toMatchObject({ code: diskFull });
    disk?.enlarge();
    expect(await append('word-late')).toBe(BigInt(acknowledged + 1));
    expect((await store.readAll(0n, 500)).map(({ position }) => position)).toEqual(
      Array.from({ length: acknowledged + 1 }, (_, index) => BigInt(index + 1)),
    );
  });
});
