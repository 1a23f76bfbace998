import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AskForPasswordReset, CheckCredentials, LockAccount, ReleaseClaims, ResetPassword } from '@lethe/contracts';
import { databaseText, eventually } from '@lethe/testing';
import { another, lastMailTo, neighbours } from '../testing/neighbours.ts';
import { newAccount, password } from '../testing/people.ts';
import { runIdentity, type Running } from '../testing/running.ts';

const newPassword = 'another long and odd phrase 71';
const deviceToken = 'd'.repeat(43);

let running: Running;
let accountId: string;
let email: string;
let people = 0;
beforeAll(async () => {
  running = await runIdentity({ LETHE_IDENTITY_RESETS_PER_HOUR: '3' });
});
afterAll(() => running.stop());
beforeEach(async () => {
  people += 1;
  neighbours.device = null;
  neighbours.floors.length = 0;
  email = `Forgetful-${people}@example.test`;
  accountId = await newAccount(running, email);
});

type From = Readonly<{ deviceToken?: string; network?: string }>;

const ask = (address = email, from: From = {}, key: string = crypto.randomUUID()) =>
  running.as.gateway.ask(AskForPasswordReset, { email: address, ...from }, { browser: 'browser-1', key });
const asked = async (address = email, from: From = {}): Promise<string> => {
  const answer = await ask(address, from);
  if (!('resetId' in answer)) throw new Error(`Not sent: ${JSON.stringify(answer)}`);
  return answer.resetId;
};
const codeOf = (resetId: string): string => lastMailTo(resetId).parameters['code'] ?? 'no code';
const reset = (resetId: string, given: Partial<Readonly<{ code: string; email: string; password: string }>> = {}) =>
  resetBy({}, resetId, given);
const resetBy = (
  from: From,
  resetId: string,
  given: Partial<Readonly<{ code: string; email: string; password: string }>> = {},
  key: string = crypto.randomUUID(),
) => {
  const input = { resetId, email, code: '000000', password: newPassword, ...given, ...from };
  return running.as.gateway.ask(ResetPassword, input, { browser: 'browser-1', key });
};
const check = (typed: string) => running.as.session.ask(CheckCredentials, { email, password: typed, from: {} });

describe('A forgotten password (ID-6)', () => {
  it('is replaced with the mailed code, and every session ends, without one that opens (SES-3)', async () => {
    const resetId = await asked();
    const { template, address, parameters } = lastMailTo(resetId);
    expect({ template, address }).toEqual({ template: 'password-reset-code', address: email });
    expect(parameters['reference']).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{3}$/);
    expect(await reset(resetId, { code: codeOf(resetId) })).toEqual({ resetAt: running.clock.now() });
    expect(neighbours.floors).toContainEqual({ accountId, revision: 1 });
    expect(await check(password)).toMatchObject({ refused: 'credentials-wrong' });
    expect(await check(newPassword)).toMatchObject({ accountId, revision: 1 });
    await eventually(() => expect(lastMailTo(accountId)).toMatchObject({ template: 'password-reset' }));
  });

  it('takes a code once, and is answered alike where the same command comes again', async () => {
    const resetId = await asked();
    const code = codeOf(resetId);
    const first = await resetBy({}, resetId, { code }, 'once-more');
    expect(await resetBy({}, resetId, { code }, 'once-more')).toEqual(first);
    expect(await reset(resetId, { code })).toEqual({ refused: 'code-expired', details: {} });
  });

  it('takes one of two who use the same code at once', async () => {
    const resetId = await asked();
    const code = codeOf(resetId);
    const answers = await Promise.all(
      [1, 2, 3].map((which) => reset(resetId, { code, password: `${newPassword}${which}` })),
    );
    expect(answers.filter((answer) => 'resetAt' in answer)).toHaveLength(1);
  });

  it('takes the code of the browser that asked alone, for ten minutes, with the address it went to (ID-7)', async () => {
    const one = await asked();
    running.clock.advance({ seconds: 60 });
    const other = await asked();
    expect(await reset(other, { code: codeOf(one) })).toMatchObject({ refused: 'code-wrong' });
    const elsewhere = await reset(one, { code: codeOf(one), email: `x-${email}` });
    expect(elsewhere).toMatchObject({ refused: 'code-wrong' });
    expect(await reset(crypto.randomUUID())).toEqual({ refused: 'reset-unknown', details: {} });
    running.clock.advance({ minutes: 9 });
    expect(await reset(one, { code: codeOf(one) })).toEqual({ refused: 'code-expired', details: {} });
    expect(await reset(other, { code: codeOf(other) })).toMatchObject({ resetAt: expect.any(String) });
  });

  it('says why a password is weak once the code was right, and keeps the code for another one (ID-4)', async () => {
    const resetId = await asked();
    const weak = { password: 'short' };
    expect(await reset(resetId, { ...weak, code: another(codeOf(resetId)) })).toMatchObject({ refused: 'code-wrong' });
    expect(await reset(resetId, { ...weak, code: codeOf(resetId) })).toMatchObject({ refused: 'password-too-weak' });
    expect(await reset(resetId, { code: codeOf(resetId) })).toMatchObject({ resetAt: expect.any(String) });
  });

  it('lets one in at once: wrong passwords of before no longer count', async () => {
    for (let time = 0; time < 11; time += 1) await check('not the password');
    expect(await check(password)).toMatchObject({ refused: 'too-many-attempts' });
    running.clock.advance({ seconds: 1 });
    const resetId = await asked();
    await reset(resetId, { code: codeOf(resetId) });
    expect(await check(newPassword)).toMatchObject({ accountId });
  });

  it('is over where session was away meanwhile: the end stays owed (SES-3)', async () => {
    neighbours.sessionAway = true;
    const resetId = await asked();
    expect(await reset(resetId, { code: codeOf(resetId) })).toMatchObject({ resetAt: expect.any(String) });
    neighbours.sessionAway = false;
    await eventually(() => expect(neighbours.floors).toContainEqual({ accountId, revision: 1 }), { withinMs: 20_000 });
  });
});

describe('Whether an address has an account (ID-2, CAN-13)', () => {
  const keysOf = (answer: object) => Object.keys(answer).toSorted();

  it('is told by nothing but the mail: unknown, locked and cancelled are answered and counted alike', async () => {
    const known = await ask();
    const locked = `locked-${email}`;
    const lockedId = await newAccount(running, locked);
    await running.as.cancellation.ask(LockAccount, { accountId: lockedId, attempt: 1 });
    const cancelled = `cancelled-${email}`;
    const cancelledId = await newAccount(running, cancelled);
    await running.as.cancellation.ask(LockAccount, { accountId: cancelledId, attempt: 1 });
    const release = { cancellationId: crypto.randomUUID(), releasedAt: running.clock.now() };
    await running.as.cancellation.ask(ReleaseClaims, { accountId: cancelledId, ...release });
    for (const address of [`unknown-${email}`, locked, cancelled]) {
      const answer = await ask(address);
      expect(keysOf(answer)).toEqual(keysOf(known));
      const resetId = 'resetId' in answer ? answer.resetId : '';
      expect(lastMailTo(resetId)).toMatchObject({ template: 'password-reset-no-account', address });
      for (const attemptsLeft of [4, 3, 2, 1, 0]) {
        const guess = await reset(resetId, { email: address });
        expect(guess).toEqual({ refused: 'code-wrong', details: { attemptsLeft } });
      }
      expect(await reset(resetId, { email: address })).toEqual({ refused: 'code-expired', details: {} });
      expect(await ask(address)).toMatchObject({ refused: 'too-many-codes' });
    }
    expect(await ask()).toMatchObject({ refused: 'too-many-codes' });
  });

  it('is not told by guesses either: over all codes to an address they have one bound (ID-2a)', async () => {
    for (const address of [email, `unknown-${email}`]) {
      const first = await asked(address);
      for (let guess = 0; guess < 5; guess += 1) await reset(first, { email: address });
      running.clock.advance({ seconds: 60 });
      const second = await asked(address);
      for (let guess = 0; guess < 5; guess += 1) await reset(second, { email: address });
      running.clock.advance({ seconds: 29 });
      expect(await reset(second, { email: address })).toMatchObject({ refused: 'too-many-attempts' });
    }
  });

  it('stays nowhere: neither the address nor the code is in the database', async () => {
    const address = `marker-${crypto.randomUUID()}@example.test`;
    await asked(address);
    expect(await databaseText(running.pool)).not.toContain(address);
  });
});

describe('What strangers ask for (ID-7)', () => {
  it('has 60 seconds between two codes to an address, and an hourly cap', async () => {
    await asked();
    expect(await ask()).toMatchObject({ refused: 'too-many-codes' });
    for (let more = 0; more < 2; more += 1) {
      running.clock.advance({ seconds: 60 });
      await asked();
    }
    running.clock.advance({ seconds: 60 });
    expect(await ask()).toMatchObject({ refused: 'too-many-codes' });
  });

  it('uses up nothing of a known device, and makes its code no less valid (ID-2a)', async () => {
    neighbours.device = { digest: 'k'.repeat(43), accountIds: [accountId] };
    const own = await asked(email, { deviceToken });
    for (let time = 0; time < 3; time += 1) {
      await asked();
      running.clock.advance({ seconds: 60 });
    }
    expect(await ask()).toMatchObject({ refused: 'too-many-codes' });
    const strangers = await ask(`other-${email}`);
    for (let guess = 0; guess < 12; guess += 1) await reset('resetId' in strangers ? strangers.resetId : '');
    expect(await reset(own)).toMatchObject({ refused: 'too-many-attempts' });
    expect(await ask(email, { deviceToken })).toMatchObject({ resetId: expect.any(String) });
    const answer = await resetBy({ deviceToken }, own, { code: codeOf(own) });
    expect(answer).toMatchObject({ resetAt: expect.any(String) });
  });

  it('goes to the address it was asked for, whatever the same command says later', async () => {
    const key = crypto.randomUUID();
    await ask(email, {}, key);
    const mails = neighbours.mails.size;
    await expect(ask(`thief-${email}`, {}, key)).rejects.toThrow('command-reused');
    expect(neighbours.mails.size).toBe(mails);
  });
});
