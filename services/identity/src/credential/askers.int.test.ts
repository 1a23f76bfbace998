import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseText } from '@lethe/testing';
import {
  ChangePassword,
  CheckCredentials,
  CheckOwnPassword,
  IssueCancellationGrant,
  LockAccount,
  Register,
  ReleaseClaims,
  type InputOf,
} from '@lethe/contracts';
import type { Command } from '@lethe/journal';
import { newAccount, password } from '../testing/people.ts';
import { runIdentity, type Running } from '../testing/running.ts';
import { passwordsOf } from './passwords.service.ts';

type From = InputOf<typeof CheckCredentials>['from'];

const throttled = { refused: 'too-many-attempts', details: { retryAt: expect.any(String) } };
const sessionId = '3b9f0c0e-1f65-4c1c-8d1e-6a2f7c9d4e55';
const network = (name: string): string => name.padEnd(43, '.');
const deviceOf = (...accountIds: string[]): From => ({
  network: network('home'),
  device: { digest: network(`device ${accountIds[0] ?? ''}`), accountIds },
});
const fromAway: From = { network: network('away') };

let running: Running;
beforeAll(async () => {
  running = await runIdentity({ LETHE_IDENTITY_NETWORK_FAILURES_PER_HOUR: '40' });
});
afterAll(() => running.stop());

let people = 0;
const somebody = async () => {
  people += 1;
  const email = `person-${people}@example.test`;
  return { email, accountId: await newAccount(running, email) };
};
const signIn = (email: string, from: From, given = password) =>
  running.as.session.ask(CheckCredentials, { email, password: given, from });
/** Until nobody like that gets an answer any more. */
const failWithoutEnd = async (act: () => Promise<object>): Promise<void> => {
  for (let time = 0; time < 12; time += 1) await act();
  expect(await act()).toEqual(throttled);
};
const strangerFails = (email: string) => failWithoutEnd(() => signIn(email, {}, 'not the password'));
const asPerson = async (accountId: string, session = sessionId) => ({
  as: await running.personToken(accountId, session),
  key: crypto.randomUUID() as string,
});

describe('A stranger who fails without end for somebody (ID-2a, I2)', () => {
  it('keeps out strangers, and not who signs in with a device that is known to the account', async () => {
    const { email, accountId } = await somebody();
    await strangerFails(email);
    expect(await signIn(email, {})).toEqual(throttled);
    expect(await signIn(email, deviceOf(accountId))).toMatchObject({ accountId });
    await strangerFails(email);
    expect(await signIn(email, deviceOf(crypto.randomUUID(), accountId))).toMatchObject({ accountId });
  });

  it('does not keep a live session from anything: its password, a new one, a grant to cancel', async () => {
    const { email, accountId } = await somebody();
    await strangerFails(email);
    const checked = await running.as.session.ask(CheckOwnPassword, { accountId, sessionId, password });
    expect(checked).toMatchObject({ revision: 0 });
    const grant = await running.as.gateway.ask(IssueCancellationGrant, { password }, await asPerson(accountId));
    expect(grant).toHaveProperty('grant');
    const input = { currentPassword: password, password: 'another horse, another battery' };
    expect(await running.as.gateway.ask(ChangePassword, input, await asPerson(accountId))).toHaveProperty('changedAt');
  });

  it('is still one with a device that others signed in with, and with one that was made up', async () => {
    const [{ email }, other] = [await somebody(), await somebody()];
    await strangerFails(email);
    expect(await signIn(email, deviceOf(other.accountId))).toEqual(throttled);
    expect(await signIn(email, deviceOf())).toEqual(throttled);
  });

  it('gains nothing by what others do: a right password elsewhere does not start the count again', async () => {
    const { email, accountId } = await somebody();
    await strangerFails(email);
    await signIn(email, deviceOf(accountId));
    expect(await signIn(email, {})).toEqual(throttled);
  });
});

describe('Whoever guesses in a place of their own (ID-2a)', () => {
  it('waits there: a device, and a session, each for itself', async () => {
    const { email, accountId } = await somebody();
    const device = deviceOf(accountId);
    await failWithoutEnd(() => signIn(email, device, 'not the password'));
    expect(await signIn(email, device)).toEqual(throttled);
    const guess = async (session: string, given: string) =>
      running.as.gateway.ask(IssueCancellationGrant, { password: given }, await asPerson(accountId, session));
    await failWithoutEnd(() => guess(sessionId, 'not the password'));
    expect(await guess(sessionId, password)).toEqual(throttled);
    expect(await guess(crypto.randomUUID(), password)).toHaveProperty('grant');
    expect(await signIn(email, {})).toMatchObject({ accountId });
    running.clock.advance({ minutes: 2 });
    expect(await signIn(email, device)).toMatchObject({ accountId });
  });
});

describe('A spray over many addresses from one network (ID-2a)', () => {
  const spray = async (from: From, count: number) => {
    const tried = Array.from({ length: count }, (_, n) =>
      signIn(`spray-${n}@example.test`, from, 'Password of the year'),
    );
    const answers = await Promise.all(tried);
    return answers.filter((answer) => 'refused' in answer && answer.refused === 'credentials-wrong').length;
  };

  it('has its bound within an hour, however many at once; other networks go on, and so does who is known', async () => {
    const { email, accountId } = await somebody();
    expect(await spray(fromAway, 60)).toBe(40);
    expect(await signIn(email, fromAway)).toEqual(throttled);
    expect(await signIn('nobody@example.test', fromAway)).toEqual(throttled);
    expect(await signIn(email, { network: network('elsewhere') })).toMatchObject({ accountId });
    expect(await signIn(email, { ...deviceOf(accountId), ...fromAway })).toMatchObject({ accountId });
    running.clock.advance({ minutes: 60 });
    expect(await signIn(email, fromAway)).toMatchObject({ accountId });
  });

  it('is not what people do who sign in: a right password counts for nothing there', async () => {
    const { email, accountId } = await somebody();
    const from = { network: network('office') };
    for (let time = 0; time < 45; time += 1) expect(await signIn(email, from)).toMatchObject({ accountId });
    expect(await spray(from, 41)).toBe(40);
  });

  it('refuses nobody for an address that is refused already: that costs the network nothing', async () => {
    const [{ email }, other] = [await somebody(), await somebody()];
    const from = { network: network('cafe') };
    for (let time = 0; time < 60; time += 1) await signIn(email, from, 'not the password');
    expect(await signIn(other.email, from)).toMatchObject({ accountId: other.accountId });
  });
});

describe('Registrations from one network (ID-2a, ID-7)', () => {
  it('have their cap within an hour; from another one they go on', async () => {
    const small = await runIdentity({ LETHE_IDENTITY_NETWORK_REGISTRATIONS_PER_HOUR: '2' });
    const register = (n: number, from: string) =>
      small.as.gateway.ask(Register, {
        email: `new-${n}@example.test`,
        username: 'Ada',
        password,
        network: network(from),
      });
    for (const n of [1, 2]) expect(await register(n, 'one')).toHaveProperty('registrationId');
    expect(await register(3, 'one')).toMatchObject({ refused: 'too-many-codes' });
    expect(await register(3, 'another')).toHaveProperty('registrationId');
    await small.stop();
  });
});

describe('A flood of strangers (ID-2a, P5)', () => {
  const command = (): Command => ({
    id: crypto.randomUUID(),
    type: CheckCredentials.subject,
    actor: 'service:session',
    correlationId: 'test',
    subject: undefined,
    request: {},
  });

  it('is before nobody else where passwords are hashed: a known device, a live session and another network pass it', async () => {
    const { email, accountId } = await somebody();
    const passwords = passwordsOf(running.kit);
    const done: string[] = [];
    const check = (name: string, from: From, address = email) =>
      passwords.check({ email: address, password, from }, command()).then(() => done.push(name));
    const flood = Array.from({ length: 60 }, (_, n) =>
      check('flood', { network: network('flood') }, `flood-${n}@example.test`),
    );
    const others = [
      check('device', deviceOf(accountId)),
      passwords.checkOwn({ accountId, sessionId }, password, command()).then(() => done.push('session')),
      check('elsewhere', { network: network('elsewhere') }),
    ];
    await Promise.all([...flood, ...others]);
    for (const name of ['device', 'session', 'elsewhere']) expect(done.indexOf(name)).toBeLessThan(30);
  });
});

describe('What is kept of who asked (FIT-4, K6)', () => {
  const rows = async (): Promise<number> =>
    (await running.pool.query<{ count: number }>('select count(*)::int from sign_in_failures')).rows[0]?.count ?? 0;

  it('shows neither an address nor a device or network, and goes with the account', async () => {
    const { email, accountId } = await somebody();
    running.clock.advance({ hours: 25 });
    for (const { run } of running.timers) await run();
    expect(await rows()).toBe(0);
    await signIn(email, deviceOf(accountId), 'not the password');
    await signIn(email, { network: network('away') }, 'not the password');
    await running.as.gateway.ask(IssueCancellationGrant, { password: 'wrong' }, await asPerson(accountId));
    expect(await rows()).toBe(4);
    const text = await databaseText(running.pool);
    for (const plain of [email, network('away'), network(`device ${accountId}`)]) expect(text).not.toContain(plain);
    running.clock.advance({ minutes: 1 });
    await running.as.cancellation.ask(LockAccount, { accountId, attempt: 1 });
    const [cancellationId, releasedAt] = [crypto.randomUUID(), running.clock.now()];
    await running.as.cancellation.ask(ReleaseClaims, { accountId, cancellationId, releasedAt });
    await running.clear({ accountId, cancellationId, participant: 'identity', finalAt: releasedAt, releasedAt });
    expect(await rows()).toBe(1);
    running.clock.advance({ hours: 25 });
    for (const { run } of running.timers) await run();
    expect(await rows()).toBe(0);
  });
});
