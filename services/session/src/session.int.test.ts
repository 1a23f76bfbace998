import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { busAudience } from '@lethe/bus';
import {
  CheckSession,
  CompleteSignIn,
  CountSessions,
  EndSession,
  LockSessions,
  RaiseFloor,
  SignIn,
  SignOut,
  UnlockSessions,
  VerifyAgain,
} from '@lethe/contracts';
import { databaseText, eventually } from '@lethe/testing';
import { amongNeighbours } from '../../../libs/service/src/testing/among-neighbours.ts';
import { session } from './session.definition.ts';
import { floors } from './testing/floors.suite.ts';
import { knownDevices } from './testing/known-devices.suite.ts';
import { mySessions } from './testing/my-sessions.suite.ts';
import {
  code,
  CredentialController,
  email,
  FactorController,
  forgetAll,
  neighbours,
  newest,
  ParticipantController,
  password,
} from './testing/neighbours.ts';
import { accountId, at } from './testing/sessions.given.ts';

const userAgent = 'Marker-Browser/7.1';
const device = { userAgent };
const ended = { refused: 'session-ended', details: {} };
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);

let running: Awaited<ReturnType<typeof amongNeighbours>>;
let attempts = 0;

beforeAll(async () => {
  const neighbourhood = { mfa: [FactorController], cancellation: [ParticipantController] };
  running = await amongNeighbours(session, at, { identity: [CredentialController], ...neighbourhood });
});
afterAll(() => running.stop());
beforeEach(async () => {
  forgetAll();
  attempts += 1;
  await lock(attempts);
  await unlock(attempts);
});

const lock = (attempt: number) =>
  running.cancellation.ask(LockSessions, { accountId, attempt }, { key: `lock/${attempt}` });
const unlock = (attempt: number) =>
  running.cancellation.ask(UnlockSessions, { accountId, attempt }, { key: `unlock/${attempt}` });
const signIn = (key: string = crypto.randomUUID(), as: Partial<{ email: string; password: string }> = {}) =>
  running.gateway.ask(SignIn, { email, password, device, ...as }, { browser: 'browser-1', key });
const complete = (pending: string, given = code, key: string = crypto.randomUUID()) =>
  running.gateway.ask(CompleteSignIn, { pending, code: given, device }, { browser: 'browser-1', key });
const check = (token: string, background = false) => running.gateway.ask(CheckSession, { token, background });

const signedIn = async () => {
  const answer = await signIn();
  if (!('token' in answer) || answer.token === undefined || answer.sessionId === undefined)
    throw new Error(`Not signed in: ${JSON.stringify(answer)}`);
  return { token: answer.token, sessionId: answer.sessionId };
};
const personWith = async (token: string): Promise<string> => {
  const answer = await check(token);
  if (!('personToken' in answer)) throw new Error('The session ended.');
  return answer.personToken;
};
const pendingToken = async (): Promise<string> => {
  neighbours.requiresFactor = true;
  const answer = await signIn();
  if (!('pending' in answer) || answer.pending === undefined) throw new Error('Nothing is pending.');
  return answer.pending;
};

describe('Signing in (SES-6)', () => {
  it('gives a token that the check turns into a proof for every service', async () => {
    neighbours.staffRole = 'support';
    const { token, sessionId } = await signedIn();
    const checked = await check(token);
    expect(checked).toEqual({
      accountId,
      sessionId,
      personToken: expect.any(String),
      staffRole: 'support',
      factor: false,
      expiresAt: expect.any(String),
    });
    const { personToken } = checked as { personToken: string };
    const keyring = await running.keyringFor('identity');
    const claims = await keyring.verify(personToken, {
      typ: 'person+jwt',
      issuer: 'session',
      audience: busAudience,
    });
    expect(claims).toMatchObject({ accountId, sessionId, staffRole: 'support', factor: false, methods: ['password'] });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(60);
  });

  it('gives another token each time, and the same one to a request sent again', async () => {
    const [first, again, other] = [await signIn('key-1'), await signIn('key-1'), await signIn('key-2')];
    expect(again).toEqual(first);
    expect(other).toMatchObject({ token: expect.any(String) });
    expect(other).not.toEqual(first);
    expect(await countLive()).toEqual({ live: 2 });
  });

  it('gives the token to nobody who knows the request but not the password', async () => {
    await signIn('key-3');
    expect(await signIn('key-3', { password: 'a guess' })).toEqual({ refused: 'credentials-wrong', details: {} });
  });

  it('answers a locked account like an unknown one (CAN-13)', async () => {
    attempts += 1;
    await lock(attempts);
    const unknown = await signIn(crypto.randomUUID(), { email: 'nobody@example.test' });
    expect(await signIn()).toEqual(unknown);
    neighbours.requiresFactor = true;
    expect(await signIn()).toEqual(unknown);
    await unlock(attempts);
    expect(await signIn()).toMatchObject({ pending: expect.any(String) });
  });
});

describe('A floor (SES-3, M1)', () => {
  const signedInWithFactor = async () => {
    const answer = await complete(await pendingToken());
    if (!('token' in answer) || answer.token === undefined || answer.sessionId === undefined)
      throw new Error(`Not signed in: ${JSON.stringify(answer)}`);
    return { token: answer.token, sessionId: answer.sessionId };
  };
  const given = { signIn, signedIn, signedInWithFactor, pendingToken, complete, personWith, check };
  floors({ ...given, running: () => running, countLive: () => countLive() });
});

describe('Signing in with a second factor (MFA-2)', () => {
  it('gives nothing but a pending token before the factor is given', async () => {
    neighbours.requiresFactor = true;
    const answer = await signIn();
    expect(Object.keys(answer).toSorted()).toEqual(['expiresAt', 'pending']);
    expect(await check((answer as { pending: string }).pending)).toEqual(ended);
    expect(await countLive()).toEqual({ live: 0 });
  });

  it('opens a session with the factor, and answers a request sent again alike', async () => {
    const pending = await pendingToken();
    const first = await complete(pending, code, 'complete-1');
    expect(first).toMatchObject({ token: expect.any(String), sessionId: uuid, accountId });
    expect(await complete(pending, code, 'complete-1')).toEqual(first);
    expect(await check((first as { token: string }).token)).toMatchObject({ factor: true });
    expect(await countLive()).toEqual({ live: 1 });
  });

  it('gives the session to nobody who repeats the request with another pending token', async () => {
    await complete(await pendingToken(), code, 'complete-2');
    await expect(complete('guessed', code, 'complete-2')).rejects.toMatchObject({ fault: 'command-reused' });
  });

  it('is open again after a wrong code, and closed once it was completed', async () => {
    const pending = await pendingToken();
    expect(await complete(pending, '000000')).toEqual({ refused: 'second-factor-wrong', details: {} });
    expect(await complete(pending)).toMatchObject({ token: expect.any(String) });
    expect(await complete(pending)).toEqual({ refused: 'pending-expired', details: {} });
  });

  it('gives one session where it is completed 20 times at once (F6)', async () => {
    const pending = await pendingToken();
    const answers = await Promise.all(Array.from({ length: 20 }, () => complete(pending)));
    expect(answers.filter((answer) => 'token' in answer)).toHaveLength(1);
    expect(await countLive()).toEqual({ live: 1 });
  });

  it('is over after 5 minutes', async () => {
    const pending = await pendingToken();
    running.advance({ seconds: 300 });
    expect(await complete(pending)).toEqual({ refused: 'pending-expired', details: {} });
  });
});

const countLive = () => running.cancellation.ask(CountSessions, { accountId });

describe('The end of a session (SES-3)', () => {
  it('is visible to the very next check', async () => {
    const one = await signedIn();
    const other = await signedIn();
    const as = await personWith(one.token);
    expect(await running.gateway.ask(EndSession, { sessionId: other.sessionId }, { as })).toEqual({});
    expect(await check(other.token)).toEqual(ended);
    expect(await running.gateway.ask(SignOut, {}, { as })).toEqual({});
    expect(await check(one.token)).toEqual(ended);
    expect(await running.gateway.ask(SignOut, {}, { as })).toEqual({});
  });

  it('leaves nothing that finds the account by its token', async () => {
    const { token, sessionId } = await signedIn();
    expect(await rowsIn('look_ups')).toBe(1);
    await running.gateway.ask(EndSession, { sessionId }, { as: await personWith(token) });
    expect(await rowsIn('look_ups')).toBe(0);
    await eventually(async () => expect(await rowsIn('session_activity_v1')).toBe(0));
  });

  it('is not for strangers to cause', async () => {
    const { token } = await signedIn();
    const as = await personWith(token);
    const sessionId = crypto.randomUUID();
    const answer = await running.gateway.ask(EndSession, { sessionId }, { as });
    expect(answer).toEqual({ refused: 'session-unknown', details: {} });
  });
});

const rowsIn = async (table: 'look_ups' | 'session_activity_v1' | 'known_devices'): Promise<number> =>
  (await running.pool.query(`select 1 from ${table}`)).rows.length;

describe('My sessions (SES-5)', () => {
  mySessions({ running: () => running, userAgent, signedIn, personWith, check, countLive });
});

describe('Activity (SES-4)', () => {
  const lastSeen = async (sessionId: string): Promise<string> =>
    eventually(async () => {
      const { rows } = await running.pool.query<{ last_seen_at: Date }>(
        'select last_seen_at from session_activity_v1 where session_id = $1',
        [sessionId],
      );
      expect(rows).toHaveLength(1);
      return rows[0]?.last_seen_at.toISOString() ?? '';
    });

  it('of a person keeps the session alive, that of the page does not', async () => {
    const { token, sessionId } = await signedIn();
    const openedAt = running.now();
    expect(await lastSeen(sessionId)).toBe(openedAt);
    running.advance({ days: 3 });
    await check(token, true);
    expect(await lastSeen(sessionId)).toBe(openedAt);
    await check(token);
    expect(await lastSeen(sessionId)).toBe(running.now());
    running.advance({ days: 6 });
    expect(await check(token)).toMatchObject({ sessionId });
    running.advance({ days: 7 });
    expect(await check(token)).toEqual(ended);
  });

  it('is written every 30 seconds at most', async () => {
    const { token, sessionId } = await signedIn();
    const openedAt = await lastSeen(sessionId);
    running.advance({ seconds: 29 });
    await check(token);
    expect(await lastSeen(sessionId)).toBe(openedAt);
    running.advance({ seconds: 1 });
    await check(token);
    expect(await lastSeen(sessionId)).toBe(running.now());
  });
});

describe('Shorter durations (SES-2)', () => {
  it('bite live sessions at once', async () => {
    const { token } = await signedIn();
    running.advance({ seconds: 1800 });
    await running.restart({ LETHE_SESSION_INACTIVE_MINUTES: '30' });
    expect(await check(token)).toEqual(ended);
    await running.restart();
    expect(await check(token)).toMatchObject({ accountId });
  });
});

describe('So many sessions at once (SES-8)', () => {
  it('are as many as the setting says: the one that was idle the longest is over for the very next check', async () => {
    await running.restart({ LETHE_SESSIONS_AT_MOST: '2' });
    const [one, two] = [await signedIn(), await signedIn()];
    await eventually(async () => expect(await rowsIn('session_activity_v1')).toBe(2));
    running.advance({ seconds: 60 });
    await check(one.token);
    const three = await signedIn();
    expect(await Promise.all([one, two, three].map(({ token }) => check(token)))).toEqual([
      expect.objectContaining({ sessionId: one.sessionId }),
      ended,
      expect.objectContaining({ sessionId: three.sessionId }),
    ]);
    expect([await countLive(), await rowsIn('look_ups')]).toEqual([{ live: 2 }, 2]);
    const many = await Promise.all(Array.from({ length: 6 }, () => signedIn()));
    const answers = await Promise.all(many.map(({ token }) => check(token)));
    expect(answers.filter((answer) => 'accountId' in answer)).toHaveLength(2);
    expect([await countLive(), await rowsIn('look_ups')]).toEqual([{ live: 2 }, 2]);
    await running.restart();
  });
});

describe('The row of a session (GRO-1)', () => {
  it('of a build before says nothing: its session is checked by its history, and ends like any other', async () => {
    const { token, sessionId } = await signedIn();
    await running.pool.query('update look_ups set says = null');
    expect(await check(token)).toMatchObject({ accountId, sessionId });
    await running.gateway.ask(SignOut, {}, { as: await personWith(token) });
    expect(await check(token)).toEqual(ended);
  });
});

describe('Verifying again (SES-7)', () => {
  const verify = async (token: string, given: Readonly<{ password: string; code?: string }>) =>
    running.gateway.ask(VerifyAgain, given, { as: await personWith(token) });

  it('makes the verification fresh', async () => {
    const { token } = await signedIn();
    running.advance({ seconds: 900 });
    expect(await verify(token, { password })).toEqual({ verifiedAt: running.now() });
    const claims = JSON.parse(atob((await personWith(token)).split('.')[1] ?? '')) as object;
    expect(claims).toMatchObject({ verifiedAt: running.now(), methods: ['password'], factor: false });
  });

  it('takes the second factor where there is one', async () => {
    const { token } = await signedIn();
    neighbours.requiresFactor = true;
    expect(await verify(token, { password: 'a guess' })).toEqual({ refused: 'credentials-wrong', details: {} });
    expect(await verify(token, { password })).toEqual({ refused: 'second-factor-required', details: {} });
    expect(await verify(token, { password, code: '000000' })).toEqual({ refused: 'second-factor-wrong', details: {} });
    expect(await verify(token, { password, code })).toMatchObject({ verifiedAt: running.now() });
    expect(await check(token)).toMatchObject({ factor: true });
  });
});

describe('The lock of a cancellation (CAN-7)', () => {
  it('ends every session and every sign-in under way; its undo gives neither back', async () => {
    const pending = await pendingToken();
    neighbours.requiresFactor = false;
    const one = await signedIn();
    const other = await signedIn();
    attempts += 1;
    expect(await lock(attempts)).toEqual({ ended: 2 });
    expect(await lock(attempts)).toEqual({ ended: 2 });
    expect([await check(one.token), await check(other.token)]).toEqual([ended, ended]);
    await unlock(attempts);
    expect([await check(one.token), await check(other.token)]).toEqual([ended, ended]);
    expect(await complete(pending)).toEqual({ refused: 'pending-expired', details: {} });
    expect(await signIn()).toMatchObject({ token: expect.any(String) });
  });

  it('comes too late where it was undone before', async () => {
    attempts += 1;
    expect(await unlock(attempts)).toEqual({});
    expect(await lock(attempts)).toEqual({ refused: 'attempt-undone', details: {} });
    const { token } = await signedIn();
    expect(await check(token)).toMatchObject({ accountId });
  });

  it('lets no session through that is opened at the same moment', async () => {
    attempts += 1;
    const attempt = attempts;
    const opening = Array.from({ length: 5 }, () => signIn());
    const [answers] = await Promise.all([Promise.allSettled(opening), lock(attempt)]);
    expect(await countLive()).toEqual({ live: 0 });
    const tokens = answers.flatMap((answer) =>
      answer.status === 'fulfilled' && 'token' in answer.value ? [answer.value.token ?? ''] : [],
    );
    expect(await Promise.all(tokens.map((token) => check(token)))).toEqual(tokens.map(() => ended));
    await unlock(attempt);
  });
});

knownDevices({ running: () => running, personWith });

/** Last: the account is gone afterwards. */
describe('What is stored of a session', () => {
  it('holds no token and no user agent in plain (CAN-10)', async () => {
    const { token } = await signedIn();
    const pending = await pendingToken();
    neighbours.requiresFactor = false;
    const personToken = await personWith(token);
    const text = await databaseText(running.pool);
    expect(text).toContain(accountId);
    for (const hidden of [token, pending, personToken, userAgent, email, password]) expect(text).not.toContain(hidden);
  });

  it('is cleared with the account: no look-up, no activity, no sign-in, nothing to open (CAN-7)', async () => {
    const { token } = await signedIn();
    const cancellationId = crypto.randomUUID();
    const request = { accountId, cancellationId, participant: 'session' as const };
    await running.clear({ ...request, finalAt: running.now(), releasedAt: running.now() });
    await eventually(() => expect(neighbours.acknowledged).toHaveLength(1));
    expect(await check(token)).toEqual(ended);
    expect(await signIn()).toEqual({ refused: 'credentials-wrong', details: {} });
    for (const table of ['look_ups', 'session_activity_v1', 'known_devices'] as const)
      expect(await rowsIn(table)).toBe(0);
    expect(neighbours.acknowledged).toMatchObject([{ accountId, cancellationId, evidence: { categories: {} } }]);
    expect(neighbours.acknowledged[0]?.evidence.categories['sessions']).toBeGreaterThan(1);
    await expect(lock(attempts + 1)).rejects.toMatchObject({ fault: 'account-gone' });
    expect(await unlock(attempts + 1)).toEqual({});
    const mfa = await running.callsOf('mfa');
    expect(await mfa.ask(RaiseFloor, { accountId, revision: newest.mfa + 1 })).toEqual({});
  });
});
