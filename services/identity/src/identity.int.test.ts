import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { busAudience } from '@lethe/bus';
import {
  ChangeUsername,
  CheckCredentials,
  ConfirmRegistration,
  LockAccount,
  ReadAddress,
  Register,
  ReleaseClaims,
} from '@lethe/contracts';
import { databaseText, eventually } from '@lethe/testing';
import { amongNeighbours } from '../../../libs/service/src/testing/among-neighbours.ts';
import { identity } from './identity.definition.ts';
import {
  FactorController,
  lastCodeTo,
  MailController,
  neighbours,
  ParticipantController,
} from './testing/neighbours.ts';

const at = '2026-11-24T07:00:00.000Z';
const email = 'Story-Address@example.test';
const password = 'lantern orchid gravel tuesday';
const cancellationId = '0a3b7d7e-2f5e-4a35-8f47-4b8e3c1b9a22';

let running: Awaited<ReturnType<typeof amongNeighbours>>;
beforeAll(async () => {
  running = await amongNeighbours(identity, at, {
    notification: [MailController],
    mfa: [FactorController],
    cancellation: [ParticipantController],
  });
}, 60_000);
afterAll(() => running.stop(), 30_000);

/** They outlive the account's own key: the last mail is written in them (API-4). */
const preferences = { language: 'zh', timeZone: 'Antarctica/Troll' } as const;

const register = async (): Promise<string> => {
  const asked = { email, username: 'Story-Name', password, ...preferences };
  const answer = await running.gateway.ask(Register, asked, { browser: 'b-1' });
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.registrationId;
};
const newAccount = async (): Promise<string> => {
  const registrationId = await register();
  const answer = await running.gateway.ask(ConfirmRegistration, { registrationId, code: lastCodeTo(registrationId) });
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.accountId;
};
const lookUps = async (): Promise<readonly string[]> =>
  (await running.pool.query<{ kind: string }>('select kind from look_ups order by kind')).rows.map(({ kind }) => kind);
const published = async (): Promise<number> =>
  Number((await running.pool.query<{ sequence: string }>('select * from relay_checkpoint')).rows[0]?.sequence);

describe('Identity, started for real', () => {
  it('ends what nobody confirmed within a day, over a restart (ID-1)', async () => {
    await register();
    expect(await lookUps()).toEqual(['pending-email']);
    await running.restart();
    running.advance({ days: 1 });
    await eventually(async () => expect(await lookUps()).toEqual([]));
  });

  it('takes somebody from registration to the end of a cancellation (CAN-7, CAN-10)', async () => {
    const accountId = await newAccount();
    const session = await running.keyringFor('session');
    const claims = {
      accountId,
      sessionId: 'session-1',
      factor: false,
      verifiedAt: running.now(),
      methods: ['password'],
    };
    const as = await session.sign(claims, { typ: 'person+jwt', audience: busAudience, seconds: 60 });
    await running.gateway.ask(ChangeUsername, { username: 'Story-Rename' }, { as });
    await running.cancellation.ask(LockAccount, { accountId, attempt: 1 });
    const releasedAt = running.now();
    await running.cancellation.ask(ReleaseClaims, { accountId, cancellationId, releasedAt });
    expect(await lookUps()).toEqual([]);
    await running.clear({ accountId, cancellationId, participant: 'identity', finalAt: releasedAt, releasedAt });
    await eventually(() => expect(neighbours.acknowledged).toHaveLength(1));
    expect(neighbours.acknowledged[0]).toMatchObject({ accountId, evidence: { keyDestroyedAt: running.now() } });
    const notification = await running.callsOf('notification');
    expect(await notification.ask(ReadAddress, { accountId })).toEqual({ email, salt: null, ...preferences });
    const sessions = await running.callsOf('session');
    expect(await sessions.ask(CheckCredentials, { email, password, from: {} })).toMatchObject({
      refused: 'credentials-wrong',
    });
    await Promise.all([notification.close(), sessions.close()]);
    const text = await databaseText(running.pool);
    expect(text).toContain(accountId);
    expect(text).not.toMatch(/story-(address|name|rename)|antarctica/i);
  }, 60_000);

  it('tells others what happened to the account (EVT-1)', async () => {
    await eventually(async () => expect(await published()).toBe(3));
  });
});
