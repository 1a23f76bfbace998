import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { viewCheckpoints } from './checkpoints.ts';
import { killed, replicas } from './testing/replicas.ts';
import { runningViews } from './testing/running.ts';
import { clear, say } from './testing/words.view.ts';

let system: Awaited<ReturnType<typeof runningViews>>;
const processes = replicas();
beforeEach(async () => {
  system = await runningViews();
});
afterEach(async () => {
  await processes.killAll();
  await system.close();
});

const all = (position: bigint, within?: number) => viewCheckpoints(system.pool).waitForAll(position, within);

describe('Another replica takes the views over', () => {
  it('within seconds after the one that ran them was killed, and no event is lost or doubled', async () => {
    const first = await processes.start(system.url);
    await all(await say(system.store, '1', 'a'));
    await system.start({ lease: {} });
    await killed(first);
    const began = performance.now();
    await all(await say(system.store, '1', 'b'), 15_000);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(await system.boxes()).toEqual(['a', 'b']);
    expect(await system.rows('select words from word_counts_v1')).toEqual([2]);
  });
});

describe('A replica that was stopped and wakes up (E5)', () => {
  it('brings nothing back of an account that was cleared meanwhile', async () => {
    const zombie = await processes.start(system.url);
    await all(await say(system.store, '1', 'early'));
    zombie.kill('SIGSTOP');
    await say(system.store, '1', 'secret');
    await system.start({ lease: {} });
    await all(await clear(system.store, '1'), 6_000);
    zombie.kill('SIGCONT');
    await all(await say(system.store, '2', 'after'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await system.boxes()).toEqual(['after']);
  });
});
