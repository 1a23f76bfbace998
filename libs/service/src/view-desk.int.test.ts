import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate, postgresEventStore, postgresPool } from '@lethe/event-store-postgres';
import { runningMigrations } from '@lethe/running';
import { viewMigrations, viewRunner, type AnyView } from '@lethe/views';
import * as z from 'zod';
import { defineEvents } from '@lethe/journal';
import { databaseUrls } from './databases.ts';
import { defineService } from './definition.ts';
import { provisionDatabases } from './provision-databases.ts';
import { ownServers } from './testing/own-servers.ts';
import { openViewDesk, type ViewDesk } from './view-desk.ts';

const said: AnyView = {
  name: 'said_v1',
  on: { Said: (db: never, event: never) => insertion(db, event) },
};
const insertion = (
  db: { insertInto: (table: string) => { values: (row: object) => { execute: () => Promise<unknown> } } },
  { data: { word } }: { data: { word: string } },
) => db.insertInto('said_v1').values({ word });

const service = defineService({
  name: 'mfa',
  events: [
    defineEvents({
      Said: {
        version: 2,
        data: z.strictObject({ word: z.string() }),
        upcasts: { 1: ({ text }) => ({ word: text }) },
      },
    }),
  ],
  migrations: [],
  views: [said],
  settings: z.object({}),
});

let servers: Awaited<ReturnType<typeof ownServers>>;
let desk: ViewDesk;
let pool: ReturnType<typeof postgresPool>;
beforeAll(async () => {
  servers = await ownServers();
  const { data, postgresUrl: server } = servers;
  await provisionDatabases(server, data, ['mfa']);
  pool = postgresPool(databaseUrls(server, data, 'mfa').log, 4);
  const table = { name: 'mfa/said', statements: ['create table said_v1 (word text check (length(word) < 9))'] };
  await migrate(pool, [...runningMigrations, ...viewMigrations, table]);
  const runner = viewRunner({
    views: [said],
    eventTypes: ['Said'],
    store: postgresEventStore(pool),
    pool,
    onError: () => {},
    log: { warn: () => {}, error: () => {} },
  });
  await runner.start();
  await runner.stop();
  desk = await openViewDesk(service, { LETHE_POSTGRES_URL: server, LETHE_DATA: data }, () => {});
});
afterAll(async () => {
  await desk.close();
  await pool.end();
  await servers.stop();
});

const say = (version: number, given: Readonly<Record<string, string>>) =>
  postgresEventStore(pool).append(
    [
      {
        stream: `word-${crypto.randomUUID()}`,
        expected: 'no-stream',
        events: [{ type: 'Said', version, data: given }],
      },
    ],
    {
      commandId: crypto.randomUUID(),
      commandType: 'Say',
      digest: null,
      correlationId: 'c',
      actor: 'clock',
      at: new Date(Date.now() - 60_000).toISOString(),
    },
  );
const rows = async () => (await pool.query('select word from said_v1 order by word')).rows.map(({ word }) => word);

describe('The views of a service, in the hands of an operator', () => {
  it('are rebuilt while the service does not run, from events of every version, by its own role', async () => {
    await say(1, { text: 'old' });
    await say(2, { word: 'new' });
    await say(2, { word: 'far too long' });
    await say(3, { thought: 'unknown' });
    expect(await desk.lag()).toEqual([
      { view: 'said_v1', position: 0n, events: 4n, seconds: expect.any(Number), parked: 0 },
    ]);
    await desk.rebuild('said_v1');
    expect(await rows()).toEqual(['new', 'old']);
    const { rows: owners } = await pool.query(`select tableowner from pg_tables where tablename = 'said_v1'`);
    expect(owners).toEqual([{ tableowner: 'lethe_mfa' }]);
  });

  it('say what they could not take in, and take it in once they can', async () => {
    expect(await desk.lag()).toEqual([{ view: 'said_v1', position: 4n, events: 0n, seconds: 0, parked: 2 }]);
    expect(await desk.parked()).toMatchObject([
      { view: 'said_v1', position: 3n, error: '23514' },
      { view: 'said_v1', position: 4n, error: 'EventNotUnderstood' },
    ]);
    await pool.query('alter table said_v1 drop constraint said_v1_word_check');
    expect(await desk.replay('said_v1')).toBe(1);
    expect(await rows()).toEqual(['far too long', 'new', 'old']);
    expect(await desk.parked()).toMatchObject([{ position: 4n, error: 'EventNotUnderstood' }]);
  });

  it('are known by name', async () => {
    await expect(desk.rebuild('sung_v1')).rejects.toThrow('The views of mfa are said_v1.');
  });
});
