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

type Asking = Readonly<{ path: string; status: number; bodyFor: (email: string) => object }>;

/** Each address is asked for once: its throttle stays out of it. */
const signingIn: Asking = {
  path: '/v1/sessions',
  status: 403,
  bodyFor: (email) => ({ email, password: `wrong ${randomUUID()}` }),
};
const forgetting: Asking = { path: '/v1/password-resets', status: 202, bodyFor: (email) => ({ email }) };

/** Milliseconds until the answer. */
const timeOf = async ({ path, status, bodyFor }: Asking, email: string): Promise<number> => {
  const began = performance.now();
  const response = await fetch(`${system.world.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(bodyFor(email)),
  });
  await response.arrayBuffer();
  expect(response.status).toBe(status);
  return performance.now() - began;
};

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** In turn, so that whatever else the machine does slows both. */
const difference = async (asking: Asking): Promise<number> => {
  const [ofKnown, ofUnknown]: [number[], number[]] = [[], []];
  for (const { email } of known) {
    ofKnown.push(await timeOf(asking, email));
    ofUnknown.push(await timeOf(asking, stranger('nobody').email));
  }
  const [one, other] = [median(ofKnown), median(ofUnknown)];
  return Math.abs(one - other) / Math.max(one, other);
};

describe('The time of an answer (ID-2, F3, invariant I11)', () => {
  it.each([
    ['refused sign-in', signingIn, 1],
    // A known address is asked for once a minute.
    ['request for a new password (ID-6)', forgetting, 0],
  ])(
    'to a %s does not tell whether there is an account: the medians differ by less than a quarter',
    async (_what, asking, more) => {
      const first = await difference(asking);
      expect(first < 0.25 || more === 0 ? first : await difference(asking)).toBeLessThan(0.25);
    },
    120_000,
  );
});
