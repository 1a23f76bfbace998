import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ConfirmCode,
  ConfirmStopCode,
  IssueCancellationGrant,
  LockAccount,
  ReleaseClaims,
  SendCode,
  SendStopCode,
  UnlockAccount,
  type InputOf,
} from '@lethe/contracts';
import { another, factorCode, lastCodeTo, lastMailTo, neighbours } from '../testing/neighbours.ts';
import { newAccount, password } from '../testing/people.ts';
import { runIdentity, type Running } from '../testing/running.ts';

let running: Running;
let accountId: string;
let people = 0;
beforeAll(async () => {
  running = await runIdentity();
});
afterAll(() => running.stop());
beforeEach(async () => {
  people += 1;
  neighbours.requiresFactor = false;
  accountId = await newAccount(running, `person-${people}@example.test`);
});

const sessionId = '3b9f0c0e-1f65-4c1c-8d1e-6a2f7c9d4e55';
const otherSessionId = '5d2c8f4a-7b1e-4e0f-9a36-0c8b1d7e2f66';

const asPerson = async (key: string = crypto.randomUUID(), session = sessionId) => ({
  as: await running.personToken(accountId, session),
  key,
});
const send = async (purpose: 'bind-factor' | 'cancellation' = 'cancellation', key?: string) =>
  running.as.gateway.ask(SendCode, { purpose }, await asPerson(key));
const confirm = (
  code: string,
  purpose: 'bind-factor' | 'cancellation' = 'bind-factor',
  { key = crypto.randomUUID() as string, session = sessionId } = {},
) => running.as.mfa.ask(ConfirmCode, { accountId, sessionId: session, purpose, code }, { key });
const grant = async (input: InputOf<typeof IssueCancellationGrant>, key?: string) =>
  running.as.gateway.ask(IssueCancellationGrant, input, await asPerson(key));
const claimsOf = (token: string) =>
  running.rings.cancellation.verify(token, { typ: 'grant+jwt', issuer: 'identity', audience: 'cancellation' });
const emailed = async (): Promise<string> => {
  await send();
  return lastCodeTo(accountId);
};
const grantIn = (answer: object): string => ('grant' in answer && typeof answer.grant === 'string' ? answer.grant : '');

describe('A code to an account (ID-7)', () => {
  it('is mailed to the account, says until when, and confirms once', async () => {
    const { expiresAt } = (await send('bind-factor')) as Readonly<{ expiresAt: string }>;
    const code = lastCodeTo(accountId);
    expect(lastMailTo(accountId)).toEqual({ accountId, template: 'bind-factor-code', parameters: { code, expiresAt } });
    expect(await confirm(another(code))).toEqual({ refused: 'code-wrong', details: { attemptsLeft: 4 } });
    expect(await confirm(code, 'cancellation')).toEqual({ refused: 'code-expired', details: {} });
    expect(await confirm(code)).toEqual({ confirmedAt: running.clock.now() });
    expect(await confirm(code)).toEqual({ refused: 'code-expired', details: {} });
  });

  it('fits in the session that asked for it alone, and for its purpose', async () => {
    await send('bind-factor');
    const code = lastCodeTo(accountId);
    expect(await confirm(code, 'bind-factor', { session: otherSessionId })).toMatchObject({ refused: 'code-wrong' });
    const emailCode = await emailed();
    const elsewhere = await asPerson(undefined, otherSessionId);
    const answer = await running.as.gateway.ask(IssueCancellationGrant, { emailCode }, elsewhere);
    expect(answer).toMatchObject({ refused: 'code-wrong' });
    expect(await confirm(code)).toMatchObject({ confirmedAt: expect.any(String) });
    expect(await grant({ emailCode })).toMatchObject({ grant: expect.any(String) });
  });

  it('is the same one, mailed once, where the same command comes again', async () => {
    const first = await send('bind-factor', 'again');
    const mails = neighbours.mails.size;
    expect(await send('bind-factor', 'again')).toEqual(first);
    expect(neighbours.mails.size).toBe(mails);
    const code = lastCodeTo(accountId);
    const confirmed = await confirm(code, 'bind-factor', { key: 'again' });
    expect(await confirm(code, 'bind-factor', { key: 'again' })).toEqual(confirmed);
  });

  it('waits 60 seconds for the next one, and has a cap of ten an hour', async () => {
    const { resendAt } = (await send()) as Readonly<{ resendAt: string }>;
    expect(await send()).toEqual({ refused: 'code-too-soon', details: { retryAt: resendAt } });
    for (let more = 0; more < 9; more += 1) {
      running.clock.advance({ seconds: 60 });
      expect(await send()).toMatchObject({ expiresAt: expect.any(String) });
    }
    running.clock.advance({ seconds: 60 });
    expect(await send()).toMatchObject({ refused: 'too-many-codes' });
  });

  it('counts once where ten ask at once and one is sent (I7)', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => send()));
    expect(answers.filter((answer) => 'expiresAt' in answer)).toHaveLength(1);
    for (let more = 0; more < 9; more += 1) {
      running.clock.advance({ seconds: 60 });
      expect(await send()).toMatchObject({ expiresAt: expect.any(String) });
    }
    running.clock.advance({ seconds: 60 });
    expect(await send()).toMatchObject({ refused: 'too-many-codes' });
  });

  it('goes to no account that is locked', async () => {
    const code = await emailed();
    await running.as.cancellation.ask(LockAccount, { accountId, attempt: 1 });
    running.clock.advance({ seconds: 60 });
    expect(await send()).toEqual({ refused: 'account-not-active', details: {} });
    expect(await confirm(code, 'cancellation')).toEqual({ refused: 'account-not-active', details: {} });
  });
});

describe('A grant to cancel (CAN-2)', () => {
  it('comes for the password, bound to account and session, for ten minutes', async () => {
    const answer = await grant({ password });
    expect(await claimsOf(grantIn(answer))).toMatchObject({
      iss: 'identity',
      aud: 'cancellation',
      sub: accountId,
      sid: sessionId,
      purpose: 'cancellation',
      methods: ['password'],
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    running.clock.advance({ minutes: 10, seconds: 6 });
    await expect(claimsOf(grantIn(answer))).rejects.toThrow('not proven');
  });

  it('comes for an emailed code, once', async () => {
    const emailCode = await emailed();
    expect(await claimsOf(grantIn(await grant({ emailCode })))).toMatchObject({ methods: ['email-code'] });
    expect(await grant({ emailCode })).toEqual({ refused: 'code-expired', details: {} });
  });

  it('is the same one where the same command comes again', async () => {
    const emailCode = await emailed();
    const [first, again] = [await grant({ emailCode }, 'grant-1'), await grant({ emailCode }, 'grant-1')];
    expect((await claimsOf(grantIn(again)))['jti']).toBe((await claimsOf(grantIn(first)))['jti']);
  });

  it('does not come without proof, or for a wrong one', async () => {
    expect(await grant({})).toEqual({ refused: 'verification-missing', details: {} });
    expect(await grant({ password: 'not the password' })).toEqual({ refused: 'credentials-wrong', details: {} });
    const emailCode = await emailed();
    expect(await grant({ emailCode: another(emailCode) })).toEqual({
      refused: 'code-wrong',
      details: { attemptsLeft: 4 },
    });
  });

  it('needs the second factor too, where there is one; a mistyped one does not cost the emailed code', async () => {
    neighbours.requiresFactor = true;
    const emailCode = await emailed();
    expect(await grant({ password })).toEqual({ refused: 'second-factor-required', details: {} });
    expect(await grant({ emailCode, factorCode: '111111' })).toEqual({ refused: 'second-factor-wrong', details: {} });
    const answer = await grant({ emailCode, factorCode });
    expect(await claimsOf(grantIn(answer))).toMatchObject({ methods: ['email-code', 'totp'] });
  });

  it('does not come for an account that is locked', async () => {
    const emailCode = await emailed();
    await running.as.cancellation.ask(LockAccount, { accountId, attempt: 1 });
    expect(await grant({ emailCode })).toEqual({ refused: 'account-not-active', details: {} });
  });
});

describe('A code that stops a cancellation (CAN-7a, X1)', () => {
  const ask = () => running.as.cancellation.ask(SendStopCode, { accountId });
  const stop = (code: string) => running.as.cancellation.ask(ConfirmStopCode, { accountId, code });

  it('is mailed to a locked account, and confirms once', async () => {
    await running.as.cancellation.ask(LockAccount, { accountId, attempt: 1 });
    expect(await ask()).toMatchObject({ expiresAt: expect.any(String) });
    const code = lastCodeTo(accountId);
    expect(lastMailTo(accountId)).toMatchObject({ template: 'stop-code', parameters: { code } });
    expect(await stop(another(code))).toEqual({ refused: 'code-wrong', details: { attemptsLeft: 4 } });
    expect(await stop(code)).toEqual({ confirmedAt: running.clock.now() });
    expect(await stop(code)).toEqual({ refused: 'code-expired', details: {} });
    await running.as.cancellation.ask(UnlockAccount, { accountId, attempt: 1 });
  });

  it('has the caps of every code, and is none of another purpose', async () => {
    await ask();
    expect(await ask()).toMatchObject({ refused: 'code-too-soon' });
    await send('cancellation');
    expect(await stop(lastCodeTo(accountId))).toMatchObject({ refused: 'code-wrong' });
  });

  it('has an allowance of its own: who holds the link uses up nothing of the person’s sessions (ID-7)', async () => {
    for (let more = 0; more < 10; more += 1) {
      expect(await ask()).toMatchObject({ expiresAt: expect.any(String) });
      running.clock.advance({ seconds: 60 });
    }
    expect(await ask()).toMatchObject({ refused: 'too-many-codes' });
    expect(await send('cancellation')).toMatchObject({ expiresAt: expect.any(String) });
  });

  it('is neither sent nor taken once the account is final', async () => {
    await running.as.cancellation.ask(LockAccount, { accountId, attempt: 1 });
    await ask();
    const code = lastCodeTo(accountId);
    const releasedAt = running.clock.now();
    await running.as.cancellation.ask(ReleaseClaims, { accountId, cancellationId: crypto.randomUUID(), releasedAt });
    expect(await stop(code)).toMatchObject({ refused: 'account-not-active' });
    running.clock.advance({ minutes: 2 });
    expect(await ask()).toMatchObject({ refused: 'account-not-active' });
  });
});
