import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { migrate, postgresPool } from '@lethe/event-store-postgres';
import { runningMigrations, setAsideBy, tryDue } from '@lethe/running';
import { databaseUrls, provisionDatabases } from '@lethe/service';
import type { Pool } from 'pg';
import { ownServers } from '../../libs/service/src/testing/own-servers.ts';
import { parked } from './parked.ts';
import { withDatabase } from './verify/log.ts';
import { waitingIn } from './verify/waiting.ts';

const durable = 'mfa-factor-mails-p0';
const [ada, bob] = ['6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f', 'c4a1b6a0-5d8e-4f3b-8a4e-1f2e3d4c5b6a'];
const poison = new TypeError('quotes a value');

let servers: Awaited<ReturnType<typeof ownServers>>;
let pool: Pool;
/** As the role of the service. */
const url = () => databaseUrls(servers.postgresUrl, servers.data, 'mfa').log;
let said: string;
beforeAll(async () => {
  servers = await ownServers();
  process.env['LETHE_POSTGRES_URL'] = servers.postgresUrl;
  process.env['LETHE_DATA'] = servers.data;
  await provisionDatabases(servers.postgresUrl, servers.data, ['mfa']);
  pool = postgresPool(url(), 2);
  await migrate(pool, runningMigrations);
});
afterAll(async () => {
  await pool.end();
  await servers.stop();
});
beforeEach(async () => {
  said = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  await pool.query('delete from set_aside');
  const rows = setAsideBy(pool, durable);
  await rows.add(ada, 'LETHE_MFA 7 2026-11-24T08:00:00.000Z', poison);
  await rows.queue(ada, 'LETHE_MFA 9 2026-11-24T08:00:01.000Z');
  await rows.add(bob, 'LETHE_MFA 8 2026-11-24T08:00:00.500Z', Object.assign(new Error('x'), { code: 'ENOSPC' }));
});
const waiting = () => withDatabase(url(), waitingIn);
/** What the service does each second. */
const service = async (work: (place: string) => void): Promise<void> => {
  const on = { rows: setAsideBy(pool, durable), work: async ({ place }: { place: string }) => work(place) };
  const until = Date.now() + 2_000;
  while (Date.now() < until) {
    await tryDue({ ...on, onError: () => undefined });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('lethe parked (D2, L8)', () => {
  it('is understood only with all it needs', async () => {
    await expect(parked([])).rejects.toThrow('lethe parked discard SERVICE WORKER ENTITY');
    await expect(parked(['show', 'mfa', durable])).rejects.toThrow('Say: lethe parked show SERVICE WORKER ENTITY');
    await expect(parked(['list', 'billing'])).rejects.toThrow('The services are identity, session');
    await expect(parked(['replay', 'mfa'])).rejects.toThrow('Say: lethe parked replay SERVICE WORKER [ENTITY]');
  });

  it('lists what is set aside, for whom, why, and who must do something; never what is in it', async () => {
    await parked(['list', 'mfa']);
    const [first, second, third] = said.trim().split('\n');
    expect(first).toMatch(`mfa ${durable} ${ada}: poison, TypeError, since `);
    expect(first).toMatch(/, waits for a person$/);
    expect(second).toMatch(new RegExp(`^mfa ${durable} ${ada}: behind, Behind, since \\S+Z$`));
    expect(third).toMatch(/: outage, ENOSPC, since \S+, tried again at \S+Z$/);
    expect(said).not.toContain('quotes a value');
  });

  it('shows where each of an entity lies', async () => {
    await parked(['show', 'mfa', durable, ada]);
    expect(said).toContain('LETHE_MFA 7 2026-11-24T08:00:00.000Z\n  poison: TypeError, since ');
    expect(said).toContain('LETHE_MFA 9 ');
    await expect(parked(['show', 'mfa', durable, 'nobody'])).rejects.toThrow('Nothing is set aside there.');
  });

  it('has the service try it now, in order, and says how far that came', async () => {
    const tried: string[] = [];
    const [, outcome] = await Promise.allSettled([
      service((place) => {
        tried.push(place.slice(0, 11));
        if (place.includes(' 9 ')) throw poison;
      }),
      parked(['replay', 'mfa', durable, ada]),
    ]);
    expect(tried.filter((place) => place !== 'LETHE_MFA 8')).toEqual(['LETHE_MFA 7', 'LETHE_MFA 9']);
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining('The others stay') },
    });
    expect(said).toContain('1 of 2 are done.');
    said = '';
    await Promise.all([service(() => undefined), parked(['replay', 'mfa', durable])]);
    expect(said).toMatch(/^([12]) of \1 are done\.\n$/);
  });

  it('gives the first one up for good, and lets go of those behind it', async () => {
    await parked(['discard', 'mfa', durable, ada]);
    expect(said).toBe('LETHE_MFA 7 2026-11-24T08:00:00.000Z is given up. 1 waited behind it and go on.\n');
    expect(await setAsideBy(pool, durable).take()).toMatchObject({ entity: ada });
    await expect(parked(['discard', 'mfa', durable, 'nobody'])).rejects.toThrow('Nothing is set aside there');
  });

  it('and `lethe verify` names what waits for a person, or has been tried in vain for long', async () => {
    expect(await waiting()).toEqual([`${durable} ${ada}: TypeError, 1 behind it`]);
    await pool.query(`update set_aside set since = now() - interval '11 minutes'`);
    expect(await waiting()).toHaveLength(2);
  });
});
