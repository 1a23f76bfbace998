import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@lethe/testing';
import { viewCheckpoints } from './checkpoints.ts';
import { askForRebuild } from './rebuilding.ts';
import { rebuildingOf } from './runner.ts';
import { killed, replicas } from './testing/replicas.ts';
import { runningViews } from './testing/running.ts';
import { say, words } from './testing/words.view.ts';

jest.setTimeout(180_000);

let system: Awaited<ReturnType<typeof runningViews>>;
const processes = replicas();
beforeEach(async () => {
  system = await runningViews();
});
afterEach(async () => {
  await processes.killAll();
  await system.close();
});

const all = (position: bigint) => viewCheckpoints(system.pool).waitForAll(position, 60_000);

describe('Wherever a rebuild is killed', () => {
  it('the built tables move in once, whole, and readers see all rows at every moment', async () => {
    const some = Array.from({ length: 400 }, (_, index) => `${index}`);
    for (let page = 0; page < 5; page += 1) await say(system.store, '1', ...some.map((word) => `${page}-${word}`));
    await system.start({ lease: { ttl: 300, retryEvery: 20 }, lookEvery: 60_000 });
    await all(2_000n);
    for (let round = 0; round < 3; round += 1) {
      const child = await processes.start(system.url, '500');
      await askForRebuild(rebuildingOf(system.ground).database, words);
      await new Promise((resolve) => setTimeout(resolve, 150 + 100 * round));
      await killed(child);
      expect((await system.boxes()).length).toBe(2_000);
    }
    await processes.start(system.url, '500');
    await eventually(
      async () =>
        expect([...(await viewCheckpoints(system.pool).all()).keys()]).toEqual(['word_counts_v1', 'words_v1']),
      { withinMs: 60_000 },
    );
    expect(await system.boxes()).toEqual([0, 1, 2, 3, 4].flatMap((page) => some.map((word) => `${page}-${word}`)));
  });
});
