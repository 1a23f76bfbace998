import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceNames } from '@lethe/contracts';
import { cancelThrough } from './system/silent-lines.ts';
import { System } from './system/system.ts';

let system: System;
beforeAll(async () => {
  system = await System.start({ overLines: true });
}, 120_000);
afterAll(async () => {
  await system.stop();
  system.remove();
}, 60_000);

const tenSeconds = serviceNames.flatMap((name) => [[name, 'postgres'] as const, [name, 'nats'] as const]);

describe('A line goes silent for long (L1)', () => {
  it.each(tenSeconds)(
    'for ten seconds, between %s and %s: what was confirmed completes within 15 s of its return',
    async (name, server) => {
      const { confirmed } = await cancelThrough(system, { server, milliseconds: 10_000, before: 'lost' }, [name]);
      expect(confirmed.cancellationId).toBeDefined();
    },
    60_000,
  );

  it.each(['postgres', 'nats'] as const)(
    'for a minute, between cancellation and %s',
    async (server) => {
      const { elsewhere } = await cancelThrough(system, { server, milliseconds: 60_000, before: 'lost' }, [
        'cancellation',
      ]);
      expect(elsewhere).toEqual([200]);
    },
    120_000,
  );

  it('and nothing is wrong afterwards', async () => {
    expect(await system.command('verify')).toContain('Nothing is wrong');
  });
});
