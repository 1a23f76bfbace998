import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstToClear } from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { actingIn, somebody, type Somebody } from '../testing/acting.ts';
import { neighbours } from '../testing/neighbours.ts';
import { surroundings, type Surroundings } from '../testing/running.ts';

describe('A participant that does not clear (CAN-9)', () => {
  let world: Surroundings;
  let replica: Awaited<ReturnType<Surroundings['start']>>;
  let minutes = 0;
  beforeAll(async () => {
    world = await surroundings();
    replica = await world.start();
  }, 60_000);
  afterAll(async () => {
    await replica.stop();
    await world.stop();
  });
  const { confirmed, statusOf, reached, acknowledge, accept, askedToClear, timelineOf } = actingIn(() => world);
  const askedAgain = ({ accountId }: Somebody) => neighbours.tried(accountId, 'clear in mfa');

  it.each([
    ['never answers', { neverAnswers: true }, 2],
    ['says that it failed, for ever', { failures: Number.POSITIVE_INFINITY }, 4],
    ['answers and acknowledges nothing', {}, 4],
  ] as const)(
    'and %s is asked again, without a word in the log, and nothing is completed without it (C7, L4)',
    async (_how, script, times) => {
      const who = somebody();
      const cancellation = await confirmed(who);
      for (const name of firstToClear) await askedToClear(who, name);
      for (const name of firstToClear.filter((each) => each !== 'mfa')) await acknowledge(name, who, cancellation);
      expect(askedAgain(who)).toBe(0);
      neighbours.say(who.accountId, script);
      world.setClock(`+${(minutes += 1)}m`);
      await eventually(() => expect(askedAgain(who)).toBeGreaterThanOrEqual(times));
      const asking = (await timelineOf(who)).filter((what) => what === 'ClearingAsked');
      expect(asking).toHaveLength(firstToClear.length);
      expect((await statusOf(cancellation)).state).toBe('final');
      neighbours.say(who.accountId, {});
      await acknowledge('mfa', who, cancellation);
      await acknowledge('mfa', who, cancellation);
      await askedToClear(who, 'notification');
      await acknowledge('notification', who, cancellation);
      await reached(cancellation, 'completed');
      const cleared = (await timelineOf(who)).filter((what) => what === 'ParticipantCleared');
      expect(cleared).toHaveLength(firstToClear.length + 1);
    },
    40_000,
  );

  it('and has said until when is asked again once that is over (C7)', async () => {
    const who = somebody();
    const cancellation = await confirmed(who);
    await askedToClear(who, 'mfa');
    await accept('mfa', who, cancellation, new Date(Date.parse(world.clock()) + 120_000).toISOString());
    world.setClock(`+${(minutes += 1)}m`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(askedAgain(who)).toBe(0);
    world.setClock(`+${(minutes += 3)}m`);
    await eventually(() => expect(askedAgain(who)).toBeGreaterThan(0));
  });
});
