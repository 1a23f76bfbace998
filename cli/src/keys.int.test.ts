import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startService } from '@lethe/service';
import { eventually } from '@lethe/testing';
import pg from 'pg';
import { ownServers } from '../../libs/service/src/testing/own-servers.ts';
import { keys } from './keys.ts';
import { provision } from './provision.ts';
import { loaded } from './services.ts';
import { checkGenerations } from './verify/generations.ts';

jest.setTimeout(120_000);
const dayMs = 86_400_000;

describe('lethe keys (K1)', () => {
  let servers: Awaited<ReturnType<typeof ownServers>>;
  let environment: Record<string, string>;
  const begin = Date.UTC(2026, 10, 24);
  const said: string[] = [];
  const setClock = (days: number): void =>
    writeFileSync(join(servers.data, 'clock'), new Date(begin + days * dayMs).toISOString());
  const lines = async (...words: readonly string[]): Promise<readonly string[]> => {
    said.length = 0;
    await keys(words);
    return said.join('').split('\n').filter(Boolean);
  };
  beforeAll(async () => {
    servers = await ownServers();
    environment = {
      LETHE_POSTGRES_URL: servers.postgresUrl,
      LETHE_NATS_URL: servers.natsUrl,
      LETHE_DATA: servers.data,
      LETHE_MODE: 'test',
      LETHE_LOG_LEVEL: 'silent',
      LETHE_CLOCK_FILE: join(servers.data, 'clock'),
      LETHE_KEYS_KEPT_BY: 'command',
    };
    Object.assign(process.env, environment);
    setClock(0);
    await provision();
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await servers.stop();
  });

  const started = async (settings: Readonly<Record<string, string>> = {}) => {
    const [mfa] = await loaded(['mfa']);
    if (mfa === undefined) throw new Error('There is no mfa.');
    return startService(mfa, { ...environment, ...settings });
  };
  const untilBegun = (count: number) =>
    eventually(async () => expect(await lines('status', 'mfa')).toHaveLength(count));
  const broken = async () => (await checkGenerations()).flatMap(({ found }) => found);
  const masterKeys = () => readdirSync(join(servers.data, 'keys/mfa')).filter((file) => file.startsWith('master'));

  it('status says when what was destroyed is gone; verify and the log when that is overdue', async () => {
    expect(await lines('status', 'mfa')).toEqual(['mfa: no generations: it has kept no keys yet.']);
    const running = await started();
    await untilBegun(1);
    await running.stop();
    const line = 'mfa: generation 1, which wraps: since 2026-11-24T00:00:00.000Z, 0 keys destroyed, ';
    expect(await lines('status', 'mfa')).toEqual([`${line}gone by 2026-12-24T00:00:00.000Z`]);
    expect(await broken()).toEqual([]);
    setClock(31);
    expect(await lines('status', 'mfa')).toEqual([`${line}OVERDUE: gone by 2026-12-24T00:00:00.000Z`]);
    expect(await broken()).toEqual(['generation 1 of its keys should be retired since 2026-12-24T00:00:00.000Z']);
  });

  it('keep does what is due for services that may not, and they go on with it', async () => {
    const running = await started();
    // A clock that stands still: nobody is silent for so long that he is gone.
    const database = new pg.Client(servers.postgresUrl.replace(/postgres$/, 'lethe_mfa_keys'));
    await database.connect();
    await eventually(async () => expect((await database.query('select from key_replicas')).rowCount).toBe(1));
    await expect(keys(['keep', 'mfa'])).rejects.toThrow('should be retired');
    expect(masterKeys()).toEqual(['master.key', 'master.key.2']);
    await running.stop();
    setClock(31.1);
    await keys(['keep', 'mfa']);
    expect(masterKeys()).toEqual(['master.key.2']);
    expect(await broken()).toEqual([]);
    await database.end();
    await (await started()).stop();
  });

  it('backed-up notes which generation a good back-up holds', async () => {
    expect(await lines('backed-up', '2026-12-25T08:30:00+01:00', 'mfa')).toEqual([
      'mfa: generation 2 lies in that back-up. Those before it may go when their time has come.',
    ]);
    expect(await lines('backed-up', '2026-11-01T00:00:00Z', 'mfa')).toEqual([
      'mfa: no generation was whole at that time. Nothing is noted.',
    ]);
  });

  it('and nobody has to say it where services keep their keys themselves', async () => {
    setClock(39);
    const running = await started({ LETHE_KEYS_KEPT_BY: 'services' });
    await untilBegun(3);
    await running.stop();
    expect(masterKeys()).toEqual(['master.key.2', 'master.key.3']);
  });

  it('status names index keys and what lies under them; one follows the other, and goes with its generation', async () => {
    const [identity] = await loaded(['identity']);
    if (identity === undefined) throw new Error('There is no identity.');
    let days = 40;
    /** Each start does the next step. */
    const startedUntil = async (expected: readonly string[], ends = ''): Promise<void> => {
      for (let starts = 0; starts < 15; starts += 1, days += 0.05) {
        setClock(days);
        const running = await startService(identity, { ...environment, LETHE_KEYS_KEPT_BY: 'services' });
        await pause(1_000);
        await running.stop();
        const named = (await lines('status', 'identity')).filter((line) => line.includes(': index key'));
        const isReached = named.map((line) => line.slice(10, line.indexOf(': since'))).join() === expected.join();
        if (isReached && named.some((line) => line.includes(ends))) return;
      }
      throw new Error('The index keys of identity did not come so far.');
    };
    const [first, second] = ['index key 1, of generation 1', 'index key 2, of generation 2'];
    await startedUntil([first], '0 rows under it');
    days = 48;
    await startedUntil([first, second], 'nothing under it since');
    days = 69.99;
    await startedUntil([second, 'index key 3, of generation 3']);
  });

  it('says what it knows where it is asked for something else', async () => {
    for (const words of [[], ['turn'], ['status', 'nobody'], ['backed-up', 'mfa']])
      await expect(keys(words)).rejects.toMatchObject({ name: 'UsageError' });
  });
});
