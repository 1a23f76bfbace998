import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CheckCredentials, CheckOwnPassword, LockAccount, UnlockAccount } from '@lethe/contracts';
import type { Command } from '@lethe/journal';
import { eventually } from '@lethe/testing';
import { neighbours } from '../testing/neighbours.ts';
import { newAccount, password } from '../testing/people.ts';
import { runIdentity, type Running } from '../testing/running.ts';
import { argon2Hashing, owasp } from './password-hashing.ts';
import { passwordsOf } from './passwords.service.ts';
import { accountFold } from '../account/account.ts';

const wrong = { refused: 'credentials-wrong', details: {} };

let running: Running;
beforeAll(async () => {
  running = await runIdentity();
});
afterAll(() => running.stop());

const signIn = (email: string, given = password) =>
  running.as.session.ask(CheckCredentials, { email, password: given });
const times = async <Result>(count: number, act: () => Promise<Result>): Promise<Result[]> => {
  const results: Result[] = [];
  for (let time = 0; time < count; time += 1) results.push(await act());
  return results;
};

describe('Checking credentials (ID-2, CAN-13)', () => {
  it('answers a wrong password, an unknown address and a locked account alike', async () => {
    const accountId = await newAccount(running, 'alike@example.test');
    expect(await signIn('alike@example.test')).toEqual({ accountId, verifiedAt: running.clock.now(), revision: 0 });
    expect(await signIn('alike@example.test', 'not the password')).toEqual(wrong);
    expect(await signIn('nobody@example.test')).toEqual(wrong);
    expect(await signIn('no address at all')).toEqual(wrong);
    await running.as.cancellation.ask(LockAccount, { accountId, attempt: 1 });
    expect(await signIn('alike@example.test')).toEqual(wrong);
    await running.as.cancellation.ask(UnlockAccount, { accountId, attempt: 1 });
    expect(await signIn('alike@example.test')).toMatchObject({ accountId, revision: 2 });
  });

  it('throttles known, unknown and locked addresses alike (ID-4)', async () => {
    const accountId = await newAccount(running, 'locked@example.test');
    await newAccount(running, 'throttled@example.test');
    await running.as.cancellation.ask(LockAccount, { accountId, attempt: 1 });
    const addresses = ['throttled@example.test', 'unknown@example.test', 'locked@example.test'];
    const answers = await Promise.all(addresses.map((address) => times(11, () => signIn(address, 'not the password'))));
    const retryAt = new Date(Date.parse(running.clock.now()) + 30_000).toISOString();
    for (const answer of answers)
      expect(answer).toEqual([
        ...Array.from({ length: 10 }, () => wrong),
        { refused: 'too-many-attempts', details: { retryAt } },
      ]);
    expect(await signIn('throttled@example.test')).toMatchObject({ refused: 'too-many-attempts' });
    running.clock.advance({ seconds: 30 });
    expect(await signIn('throttled@example.test')).toMatchObject({ verifiedAt: running.clock.now() });
    expect(await times(10, () => signIn('throttled@example.test', 'wrong'))).toEqual(
      Array.from({ length: 10 }, () => wrong),
    );
  });

  it('lets no more than ten through where a hundred guess at once (F1)', async () => {
    await newAccount(running, 'crowd@example.test');
    const answers = await Promise.all(Array.from({ length: 60 }, () => signIn('crowd@example.test', 'not it')));
    expect(answers.filter((answer) => 'refused' in answer && answer.refused === 'credentials-wrong')).toHaveLength(10);
  });

  it('forgets its counters after a day (FIT-4)', async () => {
    const rows = async () => (await running.pool.query('select count(*)::int as rows from sign_in_failures')).rows[0];
    await signIn('forgotten@example.test', 'wrong');
    running.clock.advance({ hours: 24, seconds: 1 });
    for (const { run } of running.timers) await run();
    expect(await rows()).toEqual({ rows: 0 });
  });
});

describe('The floor of what a sign-in is decided on (SES-3, M1)', () => {
  const raisedFor = (accountId: string) =>
    neighbours.floors.filter((each) => each.accountId === accountId).map(({ revision, kept }) => ({ revision, kept }));
  const all = { kept: undefined };

  it('is raised before a lock is answered, and no session goes on', async () => {
    const accountId = await newAccount(running, 'floor@example.test');
    await running.as.cancellation.ask(LockAccount, { accountId, attempt: 1 });
    expect(raisedFor(accountId)[0]).toEqual({ revision: 1, ...all });
  });

  it('is owed until session acknowledges it; the newest then', async () => {
    const accountId = await newAccount(running, 'owed@example.test');
    neighbours.sessionAway = true;
    expect(await running.as.cancellation.ask(LockAccount, { accountId, attempt: 1 })).toEqual({});
    await running.as.cancellation.ask(UnlockAccount, { accountId, attempt: 1 });
    expect(raisedFor(accountId)).toEqual([]);
    neighbours.sessionAway = false;
    await eventually(() => expect(raisedFor(accountId)).toContainEqual({ revision: 2, ...all }), { withinMs: 15_000 });
  });
});

describe('Checking one’s own password (SES-7)', () => {
  it('says yes to the right one, and no to a wrong one or an account that is not there', async () => {
    const accountId = await newAccount(running, 'own@example.test');
    const check = (id: string, given: string) =>
      running.as.session.ask(CheckOwnPassword, { accountId: id, password: given });
    expect(await check(accountId, password)).toEqual({ verifiedAt: running.clock.now(), revision: 0 });
    expect(await check(accountId, 'not the password')).toEqual(wrong);
    expect(await check('7f4f2f0e-64f8-4b2b-9c61-0f9c5c3c7f11', password)).toEqual(wrong);
  });

  it('counts with the sign-ins of the same address', async () => {
    const accountId = await newAccount(running, 'counted@example.test');
    await times(10, () => signIn('counted@example.test', 'wrong'));
    expect(await running.as.session.ask(CheckOwnPassword, { accountId, password })).toMatchObject({
      refused: 'too-many-attempts',
    });
  });
});

describe('A sign-in after the parameters rose (ID-4)', () => {
  it('hashes the password again, once', async () => {
    const accountId = await newAccount(running, 'rehashed@example.test');
    const hash = async () => {
      const account = await running.kit.journal.state(`account-${accountId}`, accountFold);
      return account.status === 'unregistered' ? undefined : account.passwordHash;
    };
    const stronger = passwordsOf(running.kit, argon2Hashing({ ...owasp, timeCost: 3 }));
    const command: Command = {
      id: crypto.randomUUID(),
      type: CheckCredentials.subject,
      actor: 'service:session',
      correlationId: 'test',
      subject: undefined,
      request: {},
    };
    const before = await hash();
    expect(await stronger.check('rehashed@example.test', password, command)).toMatchObject({ accountId });
    const after = await hash();
    expect(after).toEqual(expect.stringContaining('m=19456,t=3,p=1'));
    expect(after).not.toEqual(before);
    await stronger.check('rehashed@example.test', password, { ...command, id: crypto.randomUUID() });
    expect(await hash()).toEqual(after);
  });
});
