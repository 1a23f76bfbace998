import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

describe('A line between each service and a server goes silent for a second (L1, GRO-2)', () => {
  it.each(['postgres', 'nats'] as const)(
    'to %s: the cancellation that was confirmed completes by itself, others are served meanwhile',
    async (server) => {
      const { elsewhere } = await cancelThrough(system, { server, milliseconds: 1_000, before: 'late' });
      expect(elsewhere).toEqual([200, 200, 200, 200, 200]);
    },
    90_000,
  );

  it('and nothing is wrong afterwards', async () => {
    expect(await system.command('verify')).toContain('Nothing is wrong');
  });
});
