import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ChangePassword,
  CheckCredentials,
  CheckOwnPassword,
  LockAccount,
  UnlockAccount,
  type InputOf,
} from '@lethe/contracts';
import type { Command } from '@lethe/journal';
import { databaseText, eventually } from '@lethe/testing';
import { factorCode, neighbours } from '../testing/neighbours.ts';
import { newAccount, password } from '../testing/people.ts';
import { runIdentity, type Running } from '../testing/running.ts';
import { argon2Hashing, owasp } from './password-hashing.ts';
import { passwordsOf } from './passwords.service.ts';
import { accountFold } from '../account/account.ts';

const wrong = { refused: 'credentials-wrong', details: {} };
const sessionId = '3b9f0c0e-1f65-4c1c-8d1e-6a2f7c9d4e55';

let running: Running;
beforeAll(async () => {
  running = await runIdentity();
});
afterAll(() => running.stop());

type From = InputOf<typeof CheckCredentials>['from'];
const signIn = (email: string, given = password, from: From = {}) =>
  running.as.session.ask(CheckCredentials, { email, password: given, from });
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
    await eventually(() => expect(raisedFor(accountId)).toContainEqual({ revision: 2, ...all }));
  });
});

describe('Checking one’s own password (SES-7)', () => {
  it('says yes to the right one, and no to a wrong one or an account that is not there', async () => {
    const accountId = await newAccount(running, 'own@example.test');
    const check = (id: string, given: string) =>
      running.as.session.ask(CheckOwnPassword, { accountId: id, sessionId, password: given });
    expect(await check(accountId, password)).toEqual({ verifiedAt: running.clock.now(), revision: 0 });
    expect(await check(accountId, 'not the password')).toEqual(wrong);
    expect(await check('7f4f2f0e-64f8-4b2b-9c61-0f9c5c3c7f11', password)).toEqual(wrong);
  });
});

describe('Changing the password (ID-3)', () => {
  const next = 'another horse, another battery';
  const change = async (
    accountId: string,
    input: Partial<InputOf<typeof ChangePassword>> = {},
    { key = crypto.randomUUID() as string, factor = false } = {},
  ) => {
    const claims = { accountId, sessionId, factor, verifiedAt: running.clock.now(), methods: ['password'] };
    const as = await running.tokenOf(claims);
    return running.as.gateway.ask(ChangePassword, { currentPassword: password, password: next, ...input }, { as, key });
  };
  const done = () => ({ changedAt: running.clock.now() });
  const mailsTo = (accountId: string) => [...neighbours.mails.values()].filter((mail) => mail.accountId === accountId);
  afterEach(() => {
    neighbours.requiresFactor = false;
    neighbours.sessionAway = false;
  });

  it('lets in with the new one alone, on the next revision, and keeps the session that did it (SES-3, M1)', async () => {
    const accountId = await newAccount(running, 'change@example.test');
    expect(await change(accountId)).toEqual(done());
    expect(neighbours.floors.find((each) => each.accountId === accountId)).toEqual({
      accountId,
      revision: 1,
      kept: { sessionId, since: 0 },
    });
    expect(await signIn('change@example.test')).toEqual(wrong);
    expect(await signIn('change@example.test', next)).toMatchObject({ accountId, revision: 1 });
    expect(await databaseText(running.pool)).not.toContain(next);
  });

  it('is told to the person by one mail, however often the command is repeated', async () => {
    const accountId = await newAccount(running, 'told@example.test');
    const key = crypto.randomUUID();
    const answers = await Promise.all([1, 2].map(() => change(accountId, {}, { key })));
    // By now the current password is another one: what was done is told all the same.
    expect([...answers, await change(accountId, {}, { key })]).toEqual([done(), done(), done()]);
    const told = { accountId, template: 'password-changed', parameters: {} };
    await eventually(() => expect(mailsTo(accountId)).toEqual([told]));
    expect(await change(accountId, { currentPassword: next, password: `${next} again` })).toEqual(done());
    await eventually(() => expect(mailsTo(accountId)).toEqual([told, told]));
  });

  it('needs the current one; guesses are throttled for the session in which they are made (ID-2a)', async () => {
    const accountId = await newAccount(running, 'guessed@example.test');
    const guess = () => change(accountId, { currentPassword: 'not the password' });
    expect(await times(10, guess)).toEqual(Array.from({ length: 10 }, () => wrong));
    expect(await guess()).toMatchObject({ refused: 'too-many-attempts' });
    expect(await change(accountId)).toMatchObject({ refused: 'too-many-attempts' });
    expect(await signIn('guessed@example.test')).toMatchObject({ accountId });
    running.clock.advance({ seconds: 30 });
    expect(await signIn('guessed@example.test')).toMatchObject({ accountId, revision: 0 });
  });

  it('takes none that is weak, or the same by another keyboard, and counts no guess for it (ID-4)', async () => {
    const accountId = await newAccount(running, 'weak@example.test', 'Countess of Lovelace');
    const weak = (because: string) => ({
      refused: 'password-too-weak',
      details: { because, minimum: 15, maximum: 128 },
    });
    expect(await change(accountId, { password: 'short' })).toEqual(weak('too-short'));
    expect(await change(accountId, { password: 'countess of lovelace' })).toEqual(weak('guessable'));
    const sameInFullWidth = password.replace('c', 'ｃ');
    const unchanged = { refused: 'password-unchanged', details: {} };
    expect(await times(11, () => change(accountId, { password: sameInFullWidth }))).toContainEqual(unchanged);
    expect(await change(accountId)).toEqual(done());
  });

  it('asks for the second factor that this session was not given lately (SES-7)', async () => {
    const accountId = await newAccount(running, 'factor@example.test');
    neighbours.requiresFactor = true;
    expect(await change(accountId)).toEqual({ refused: 'second-factor-required', details: {} });
    expect(await change(accountId, { factorCode: '000000' })).toEqual({ refused: 'second-factor-wrong', details: {} });
    expect(await change(accountId, { factorCode })).toEqual(done());
    const again = { currentPassword: next, password: `${next} again` };
    expect(await change(accountId, again, { factor: true })).toEqual(done());
  });

  it('has one winner of two at once: what the other one proved is not current any more', async () => {
    const accountId = await newAccount(running, 'twice@example.test');
    const passwords = ['the first of two passwords', 'the second of two passwords'];
    const answers = await Promise.all(passwords.map((each) => change(accountId, { password: each })));
    expect(answers.map((answer) => ('refused' in answer ? answer.refused : 'done')).toSorted()).toEqual([
      'credentials-wrong',
      'done',
    ]);
    const winner = passwords[answers.findIndex((answer) => 'changedAt' in answer)];
    expect(await signIn('twice@example.test', winner)).toMatchObject({ accountId, revision: 1 });
  });

  it('owes the floor until session acknowledges it', async () => {
    const accountId = await newAccount(running, 'away@example.test');
    neighbours.sessionAway = true;
    expect(await change(accountId)).toEqual(done());
    neighbours.sessionAway = false;
    const raised = { accountId, revision: 1, kept: { sessionId, since: 0 } };
    await eventually(() => expect(neighbours.floors).toContainEqual(raised));
  });

  it('is not possible under a lock', async () => {
    const accountId = await newAccount(running, 'held@example.test');
    await running.as.cancellation.ask(LockAccount, { accountId, attempt: 1 });
    expect(await change(accountId)).toEqual({ refused: 'account-not-active', details: {} });
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
    const asked = { email: 'rehashed@example.test', password, from: {} };
    const before = await hash();
    expect(await stronger.check(asked, command)).toMatchObject({ accountId });
    const after = await hash();
    expect(after).toEqual(expect.stringContaining('m=19456,t=3,p=1'));
    expect(after).not.toEqual(before);
    await stronger.check(asked, { ...command, id: crypto.randomUUID() });
    expect(await hash()).toEqual(after);
  });
});
