import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceNames } from '@lethe/contracts';
import pg from 'pg';
import { leave, reached } from './story/cancelling.ts';
import { register, signIn } from './story/person.ts';
import { stranger } from './story/cancel-account.story.ts';
import { System } from './system/system.ts';

let system: System;
beforeAll(async () => {
  system = await System.start({ replicas: 2 });
}, 240_000);
afterAll(async () => {
  await system.stop();
  system.remove();
}, 60_000);

/** As the server's superuser, who has connections of his own. */
const asAdministrator = async <Row extends object>(text: string): Promise<readonly Row[]> => {
  const client = new pg.Client(system.postgresUrl);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

const oneLife = async (): Promise<void> => {
  const person = await signIn(await register(system.world, stranger('grace')));
  for (let n = 0; n < 10; n += 1) expect((await person.browser.get('/v1/account')).status).toBe(200);
  await reached(system.world, await leave(person), 'completed', 60_000);
};

describe('Two replicas of everything on a PostgreSQL as it comes (L13)', () => {
  it('serve many at once without a refused connection or a 5xx, and leave room for whoever looks after it', async () => {
    expect(await asAdministrator('show max_connections')).toEqual([{ max_connections: '100' }]);
    let most = 0;
    const watching = setInterval(async () => {
      const [row] = await asAdministrator<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where datname like 'lethe\\_%'`,
      );
      most = Math.max(most, row?.n ?? 0);
    }, 250);
    for (let round = 0; round < 2; round += 1) await Promise.all(Array.from({ length: 8 }, oneLife));
    clearInterval(watching);
    expect(most).toBeGreaterThan(2 * serviceNames.length);
    expect(most).toBeLessThanOrEqual(90);
    expect(await system.command('verify')).toContain('Nothing is wrong');
  }, 240_000);
});
