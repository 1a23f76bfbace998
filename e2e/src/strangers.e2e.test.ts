import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Browser, type Answered } from './story/browser.ts';
import { stranger } from './story/cancel-account.story.ts';
import { register, signIn, signOut, type Person } from './story/person.ts';
import { System } from './system/system.ts';

const [home, away] = ['198.51.100.7', '203.0.113.7'] as const;
const bound = 30;

let system: System;
let ada: Person;
beforeAll(async () => {
  const settings = { LETHE_TRUSTED_PROXIES: '127.0.0.1', LETHE_IDENTITY_NETWORK_FAILURES_PER_HOUR: String(bound) };
  system = await System.start({ settings });
  ada = await signIn(await register(system.world, stranger('ada')));
  await signOut(ada);
}, 120_000);
afterAll(async () => {
  await system.stop();
  system.remove();
}, 60_000);

/** As somebody does who comes from there, by a proxy that the gateway believes. */
const tryFrom = async (
  address: string,
  { email, password }: Readonly<{ email: string; password: string }>,
  browser = new Browser(system.world.url),
): Promise<Answered & Readonly<{ retryAfter: number }>> => {
  const answer = await browser.request('POST', '/v1/sessions', {
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ email, password }),
  });
  const retryAfter = Number(answer.headers.get('retry-after') ?? 0);
  return { status: answer.status, body: (await answer.json()) as Answered['body'], retryAfter };
};
const wrong = ({ email }: Person) => ({ email, password: 'not the password' });

describe('A stranger who fails for somebody without end (ID-2a, I2)', () => {
  it('keeps out strangers; who signed in with this browser before comes in, and so goes on who is signed in', async () => {
    for (let time = 0; time < 10; time += 1) expect(await tryFrom(away, wrong(ada))).toMatchObject({ status: 403 });
    const refused = await tryFrom(away, ada);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
    expect(refused.retryAfter).toBeGreaterThan(20);
    expect(await tryFrom(home, ada)).toMatchObject({ status: 429 });
    expect(await tryFrom(home, ada, ada.browser)).toMatchObject({ status: 201 });
    const { password } = ada;
    expect(await ada.browser.post('/v1/sessions/current/verification', { password })).toMatchObject({ status: 200 });
    expect(await ada.browser.post('/v1/account/cancellation/verification', { password })).toMatchObject({
      status: 200,
    });
    const next = { currentPassword: password, password: 'another horse, another battery' };
    expect(await ada.browser.send('PUT', '/v1/account/password', next)).toMatchObject({ status: 200 });
  });

  it('is one also with the cookie of a browser in which somebody else signed in', async () => {
    const eve = await signIn(await register(system.world, stranger('eve')));
    expect(await tryFrom(away, ada, eve.browser.copy())).toMatchObject({ status: 429 });
  });
});

describe('A spray from one network (ID-2a)', () => {
  it('comes to its end within the hour; others go on', async () => {
    const charles = await register(system.world, stranger('charles'));
    const sprayed = Array.from({ length: bound }, () =>
      tryFrom('203.0.114.1', { ...stranger('nobody'), password: 'x' }),
    );
    expect(new Set((await Promise.all(sprayed)).map(({ status }) => status))).toEqual(new Set([403]));
    const refused = await tryFrom('203.0.114.200', charles);
    expect(refused.status).toBe(429);
    expect(refused.retryAfter).toBeGreaterThan(3_000);
    expect(await tryFrom('203.0.115.1', charles)).toMatchObject({ status: 201 });
  });
});
