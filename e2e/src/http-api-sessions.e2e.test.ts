import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectAlike } from './http-api/expect-alike.ts';
import { eventually } from '@lethe/testing';
import { authenticator } from './story/authenticator.ts';
import { withFactor } from './http-api/cast.ts';
import { Browser, expectStatus } from './story/browser.ts';
import { stranger } from './story/cancel-account.story.ts';
import { agreements, confirm, reached, verify } from './story/cancelling.ts';
import { mailCode, nextMail } from './story/mailbox.ts';
import { register, signIn, signOut, type Person } from './story/person.ts';
import { ticketsOf } from './story/tickets.ts';
import { closeWorkspace, createWorkspace, firstWorkspace, workspacesOf } from './story/workspaces.ts';
import { System } from './system/system.ts';

let system: System;
let ada: Person;
let charles: Person;
beforeAll(async () => {
  system = await System.start();
  ada = await withFactor(system, 'ada');
  charles = await signIn(await register(system.world, stranger('charles')));
}, 120_000);
afterAll(async () => {
  await system.stop();
  system.remove();
}, 60_000);

const session = '__Host-lethe-session';
const pending = '__Host-lethe-pending';
const cookieOf = ({ browser }: Person, name: string): string => browser.cookie(name) ?? '';
const anew = (): Browser => new Browser(system.world.url);
const holding = (name: string, value: string): Browser => {
  const browser = anew();
  browser.setCookie(name, value);
  return browser;
};
const statusWith = async (name: string, value: string): Promise<number> =>
  (await holding(name, value).get('/v1/account')).status;

describe('The same Idempotency-Key is the same request (G4)', () => {
  /** Twice after one another, then three times at once. */
  const repeated = async (browser: Browser, path: string, body: object, key: string) => {
    const first = await browser.post(path, body, key);
    const answers = [await browser.post(path, body, key)];
    answers.push(...(await Promise.all([1, 2, 3].map(() => browser.copy().post(path, body, key)))));
    return { first, others: answers };
  };
  /** Five at once, and none before. */
  const atOnce = (browser: Browser, path: string, body: object) => {
    const key = randomUUID();
    return Promise.all([1, 2, 3, 4, 5].map(() => browser.copy().post(path, body, key)));
  };

  it('a workspace is created once', async () => {
    const before = (await workspacesOf(charles)).length;
    const key = randomUUID();
    const { first, others } = await repeated(charles.browser, '/v1/workspaces', { name: 'One' }, key);
    expect(first.status).toBe(201);
    expect(others).toEqual(others.map(() => first));
    const together = await atOnce(charles.browser, '/v1/workspaces', { name: 'Two' });
    expect(together).toEqual(together.map(() => together[0]));
    expect((await charles.browser.post('/v1/workspaces', { name: 'Other' }, key)).status).toBe(422);
    expect((await workspacesOf(charles)).length).toBe(before + 2);
  });

  it('a ticket is submitted once', async () => {
    const workspaceId = await createWorkspace(charles, 'Tickets');
    const ticket = { workspaceId, type: 'question', priority: 'low', subject: 'Gear', text: 'It sticks.' };
    const key = randomUUID();
    const { first, others } = await repeated(charles.browser, '/v1/tickets', ticket, key);
    expect(first.status).toBe(201);
    expect(others).toEqual(others.map(() => first));
    const together = await atOnce(charles.browser, '/v1/tickets', ticket);
    expect(together).toEqual(together.map(() => together[0]));
    expect((await charles.browser.post('/v1/tickets', { ...ticket, text: 'Other.' }, key)).status).toBe(422);
    expect(await ticketsOf(charles)).toHaveLength(2);
  });

  it('a registration is asked for once, with one mail', async () => {
    const who = stranger('new');
    const [browser, key] = [anew(), randomUUID()];
    expect((await browser.get('/v1/account')).status).toBe(401);
    const mail = await nextMail(browser, who.email);
    const { first, others } = await repeated(browser, '/v1/registrations', who, key);
    expect(first.status).toBe(202);
    expect(others).toEqual(others.map(() => first));
    expect((await browser.post('/v1/registrations', { ...who, username: 'Other' }, key)).status).toBe(422);
    await mail(mailCode);
    const { mails } = expectStatus(
      await browser.get<{ mails: readonly unknown[] }>(`/dev/mailbox?address=${encodeURIComponent(who.email)}`),
      200,
    );
    expect(mails).toHaveLength(1);
  });

  it('somebody signs in once, and somebody else not at all', async () => {
    const { email, password, browser } = charles;
    const sessions = async () =>
      expectStatus(await browser.get<{ sessions: readonly unknown[] }>('/v1/sessions'), 200).sessions.length;
    const before = await sessions();
    const key = randomUUID();
    const { first, others } = await repeated(browser.copy(), '/v1/sessions', { email, password }, key);
    expect(first.status).toBe(201);
    expect(others).toEqual(others.map(() => first));
    expect(await sessions()).toBe(before + 1);
    expect((await browser.copy().post('/v1/sessions', { email, password: 'wrong' }, key)).status).toBe(403);
    const adas = { email: ada.email, password: ada.password };
    expect((await browser.copy().post('/v1/sessions', adas, key)).status).toBe(422);
    const elsewhere = holding('__Host-lethe-browser', randomUUID());
    expectStatus(await elsewhere.post('/v1/sessions', { email, password }, key), 201);
    expect(elsewhere.cookie(session)).not.toBe(cookieOf(charles, session));
  });
});

describe('A session is a secret of one sign-in (SES-6)', () => {
  it('is new at each: a cookie that was there before is not taken over (F7)', async () => {
    const browser = holding(session, 'chosen-by-somebody-else');
    const { email, password } = charles;
    expectStatus(await browser.post('/v1/sessions', { email, password }), 201);
    expect(browser.cookie(session)).not.toBe('chosen-by-somebody-else');
    expect(await statusWith(session, 'chosen-by-somebody-else')).toBe(401);
    const first = browser.cookie(session) ?? '';
    expectStatus(await browser.post('/v1/sessions', { email, password }), 201);
    expect(browser.cookie(session)).not.toBe(first);
  });

  it('is worth nothing after signing out, nor is the sign-in that is sent again', async () => {
    const browser = charles.browser.copy();
    const [{ email, password }, key] = [charles, randomUUID()];
    expectStatus(await browser.post('/v1/sessions', { email, password }, key), 201);
    const token = browser.cookie(session) ?? '';
    expect(await statusWith(session, token)).toBe(200);
    await signOut({ ...charles, browser });
    expect(browser.cookie(session)).toBeUndefined();
    expect(await statusWith(session, token)).toBe(401);
    expectStatus(await browser.post('/v1/sessions', { email, password }, key), 201);
    expect(await statusWith(session, browser.cookie(session) ?? '')).toBe(401);
  });

  it('is not a sign-in that lacks its second factor, nor the reverse (MFA-2)', async () => {
    const browser = anew();
    expectStatus(await browser.post('/v1/sessions', { email: ada.email, password: ada.password }), 202);
    const half = browser.cookie(pending) ?? '';
    expect(browser.cookie(session)).toBeUndefined();
    expect(await statusWith(session, half)).toBe(401);
    const whole = holding(pending, cookieOf(ada, session));
    const code = (await ada.code?.()) ?? '';
    expect((await whole.post('/v1/sessions/second-factor', { code })).status).toBe(409);
    expectStatus(await browser.post('/v1/sessions/second-factor', { code }), 201);
    expect(await statusWith(session, browser.cookie(session) ?? '')).toBe(200);
    const spent = holding(pending, half);
    expect((await spent.post('/v1/sessions/second-factor', { code: (await ada.code?.()) ?? '' })).status).toBe(409);
  });
});

describe('A second factor that is bound while mfa is killed (SES-3, M1)', () => {
  it('ends the other sessions all the same: their end is owed', async () => {
    const person = await signIn(await register(system.world, stranger('killed')));
    const elsewhere = await signIn({ ...person, browser: anew() });
    const mail = await nextMail(person.browser, person.email);
    expectStatus(await person.browser.post('/v1/account/codes', { purpose: 'bind-factor' }), 202);
    const started = await person.browser.post<{ secret: string }>('/v1/account/factors/totp', {
      emailCode: await mail(mailCode),
    });
    const code = authenticator(expectStatus(started, 201).secret, system.world.now);
    await system.services.arm('mfa', 'due.ahead-of-its-row', true);
    const [given, key] = [{ code: await code() }, randomUUID()];
    const confirmed = () => person.browser.post('/v1/account/factors/totp/confirm', given, key);
    expect((await confirmed()).status).toBe(503);
    expect(system.deaths).toEqual(['mfa']);
    await system.services.start('mfa');
    const isOver = async () => expect(await statusWith(session, cookieOf(elsewhere, session))).toBe(401);
    await eventually(isOver);
    expect((await confirmed()).status).toBe(200);
    expect(await statusWith(session, cookieOf(person, session))).toBe(200);
  }, 90_000);
});

describe('A code belongs to the browser that asked (ID-1)', () => {
  const confirmedWith = async (browser: Browser, code: string): Promise<string | undefined> =>
    (await browser.post<{ code?: string }>('/v1/registrations/confirm', { code })).body.code;

  it('and confirms no registration of another one', async () => {
    const who = stranger('ida');
    const browser = anew();
    const mail = await nextMail(browser, who.email);
    expectStatus(await browser.post('/v1/registrations', who), 202);
    const code = await mail(mailCode);
    expect(await confirmedWith(anew(), code)).toBe('registration-unknown');
    const another = anew();
    expectStatus(await another.post('/v1/registrations', stranger('eve')), 202);
    expect(await confirmedWith(another, code)).toBe('code-wrong');
    expectStatus(await browser.post('/v1/registrations/confirm', { code }), 201);
  });
});

describe('Nobody learns from an answer who has, or had, an account (ID-2, CAN-13, invariant I11)', () => {
  let gone: Person;
  beforeAll(async () => {
    gone = await signIn(await register(system.world, stranger('gone')));
    await closeWorkspace(gone, await firstWorkspace(gone));
    const confirmed = expectStatus(await confirm(gone.browser, await verify(gone), await agreements(gone)), 202);
    await reached(system.world, confirmed, 'final');
  });

  it('not when signing in with a wrong password, or with the right one of a cancelled account', async () => {
    const answers = (email: string, password = 'correct horse wrong staple') =>
      anew().request('POST', '/v1/sessions', json({ email, password }));
    const unknown = () => answers(stranger('nobody').email);
    await expectAlike(await answers(charles.email), await unknown());
    await expectAlike(await answers(ada.email), await unknown());
    await expectAlike(await answers(gone.email, gone.password), await unknown());
  });

  it('not when asking for an account', async () => {
    const answers = (email: string) => anew().request('POST', '/v1/registrations', json({ ...stranger('x'), email }));
    const unknown = () => answers(stranger('nobody').email);
    await expectAlike(await answers(charles.email), await unknown());
    await expectAlike(await answers(gone.email), await unknown());
  });

  it('not when asking for a new password, nor by a wrong code for one (ID-6)', async () => {
    const answers = async (email: string) => {
      const browser = anew();
      const asked = await browser.request('POST', '/v1/password-resets', json({ email }));
      const guess = { email, code: '000000', password: `long and new ${stranger('x').email}` };
      return [asked, await browser.request('POST', '/v1/password-resets/current', json(guess))] as const;
    };
    for (const email of [charles.email, gone.email]) {
      const [asked, guessed] = await answers(email);
      const [askedOfUnknown, guessedOfUnknown] = await answers(stranger('nobody').email);
      await expectAlike(asked, askedOfUnknown);
      await expectAlike(guessed, guessedOfUnknown);
    }
  });
});

describe('Guessing the second factor (MFA-3)', () => {
  it('ends in a lock that the right code does not open', async () => {
    const browser = anew();
    expectStatus(await browser.post('/v1/sessions', { email: ada.email, password: ada.password }), 202);
    const told: number[] = [];
    for (let tries = 0; tries < 12; tries += 1)
      told.push((await browser.post('/v1/sessions/second-factor', { code: '000000' })).status);
    expect(new Set(told)).toEqual(new Set([403, 429]));
    expect(told.at(-1)).toBe(429);
    const code = (await ada.code?.()) ?? '';
    expect((await browser.post('/v1/sessions/second-factor', { code })).status).toBe(429);
  });
});

const json = (body: object) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
