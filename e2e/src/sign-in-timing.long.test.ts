import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stranger } from './story/cancel-account.story.ts';
import { register, type Person } from './story/person.ts';
import { System } from './system/system.ts';

const perKind = 30;

let system: System;
let known: readonly Person[];
beforeAll(async () => {
  system = await System.start();
  known = await Promise.all(Array.from({ length: perKind }, () => register(system.world, stranger('ada'))));
}, 180_000);
afterAll(async () => {
  await system.stop();
  system.remove();
}, 60_000);

/** Milliseconds until the answer to a wrong password. Each address is asked for once: its throttle stays out of it. */
const timeOf = async (email: string): Promise<number> => {
  const began = performance.now();
  const response = await fetch(`${system.world.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: `wrong ${randomUUID()}` }),
  });
  await response.arrayBuffer();
  expect(response.status).toBe(403);
  return performance.now() - began;
};

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** In turn, so that whatever else the machine does slows both. */
const difference = async (): Promise<number> => {
  const [ofKnown, ofUnknown]: [number[], number[]] = [[], []];
  for (const { email } of known) {
    ofKnown.push(await timeOf(email));
    ofUnknown.push(await timeOf(stranger('nobody').email));
  }
  const [one, other] = [median(ofKnown), median(ofUnknown)];
  return Math.abs(one - other) / Math.max(one, other);
};

describe('The time of a refused sign-in (ID-2, F3, invariant I11)', () => {
  it('does not tell whether there is an account: the medians differ by less than a quarter', async () => {
    const first = await difference();
    expect(first < 0.25 ? first : await difference()).toBeLessThan(0.25);
  }, 120_000);
});
