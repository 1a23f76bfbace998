import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CheckCredentials, MatchesEmail, ReadProfile } from '@lethe/contracts';
import { argon2Hashing } from '../credential/password-hashing.ts';
import { neighbours } from '../testing/neighbours.ts';
import { confirm, newAccount, password, register, registered } from '../testing/people.ts';
import { at, runIdentity, type Running } from '../testing/running.ts';
import { openAccount } from './open-account.ts';

let running: Running;
beforeAll(async () => {
  running = await runIdentity();
});
afterAll(() => running.stop());

const signIn = (email: string) => running.as.session.ask(CheckCredentials, { email, password, from: {} });

describe('An account of a mailbox (ID-5, I1)', () => {
  it.each([
    ['Ada.Case@Example.test', 'ada.case@example.test'],
    ['jose\u0301@example.test', 'JOS\u00c9@example.test'],
    ['ada@b\u00fccher.test', 'ada@XN--BCHER-KVA.test'],
    ['ada.wide@example\uff0etest', '\uff41da.wide\uff20example.test'],
  ])('of %s is that of %s: it signs in so, shows what was typed, and there is no second one', async (typed, other) => {
    const [accountId, waiting] = [await newAccount(running, typed), await registered(running, { email: other })];
    expect(await signIn(other)).toMatchObject({ accountId });
    const asked = { as: await running.personToken(accountId), key: crypto.randomUUID() };
    expect(await running.as.gateway.ask(ReadProfile, {}, asked)).toMatchObject({ email: typed });
    expect([...neighbours.mails.values()].findLast(({ registrationId }) => registrationId === waiting)?.template).toBe(
      'registration-known-address',
    );
    expect(await confirm(running, waiting, '000000')).toMatchObject({ refused: 'code-wrong' });
  });

  it.each(['<v@example.test>', 'v@exam\u00adple.test', 'v@example.test.', 'v%example.test@relay.test', 'v@localhost'])(
    'cannot be of %j, which somebody else could read as another one',
    async (email) => {
      await expect(register(running, { email })).rejects.toMatchObject({ name: 'CallFault' });
    },
  );
});

describe('An account that an earlier build opened for what is no mailbox today (ID-5)', () => {
  it.each([
    ['<V@Example.test>', '<v@example.test>'],
    ['Ada@Localhost', 'ada@localhost'],
    ['ada@stra\u00dfe.test', 'ADA@stra\u00dfe.test'],
  ])('of %s signs in with it, however the letters are typed, and is nobody else', async (email, typed) => {
    const accountId = crypto.randomUUID();
    const data = {
      accountId,
      kind: 'local',
      email,
      username: 'V',
      passwordHash: await argon2Hashing().hash(password),
      at,
    } as const;
    await running.kit.journal.handle(
      { ...of('a test'), id: accountId },
      (unit) => openAccount(running.kit, unit, data, { language: null, timeZone: null }),
      () => undefined,
    );
    expect(await signIn(typed)).toMatchObject({ accountId });
    expect(await signIn('v@example.test')).toMatchObject({ refused: 'credentials-wrong' });
    const matches = (address: string) =>
      running.as['workspace-ownership'].ask(MatchesEmail, { accountId, email: address });
    expect(await matches(typed)).toEqual({ matches: true });
    expect(await matches('v@example.test')).toEqual({ matches: false });
  });
});

const of = (actor: string) => ({
  type: 'test.open',
  actor,
  correlationId: crypto.randomUUID(),
  subject: undefined,
  request: {},
});
