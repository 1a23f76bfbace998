import { busAudience, type Calls, type Keyring } from '@lethe/bus';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CheckFactor,
  ClearInMfa,
  ConfirmTotp,
  ReadClearing,
  ReadFactors,
  RequiresFactor,
  StartTotp,
  UnbindTotp,
} from '@lethe/contracts';
import { databaseText, eventually } from '@lethe/testing';
import { generateSync } from 'otplib';
import { amongNeighbours } from '../../../libs/service/src/testing/among-neighbours.ts';
import { mfa } from './mfa.definition.ts';
import { backAfterWeeks } from './testing/back-after-weeks.suite.ts';
import { at } from './testing/factors.given.ts';
import {
  acknowledged,
  CodeController,
  emailCode,
  FloorController,
  floors,
  looksFor,
  MailController,
  mails,
  neverAsked,
  ParticipantController,
} from './testing/neighbours.ts';

const wrong = { refused: 'second-factor-wrong', details: {} };
const anyKey = (): string => crypto.randomUUID();

let running: Awaited<ReturnType<typeof amongNeighbours>>;
let keyring: Keyring;
let session: Calls;
beforeAll(async () => {
  running = await amongNeighbours(mfa, at, {
    identity: [CodeController],
    notification: [MailController],
    session: [FloorController],
    cancellation: [ParticipantController],
  });
  keyring = await running.keyringFor('session');
  session = await running.callsOf('session');
});
afterAll(() => running.stop());

const personToken = (accountId: string): Promise<string> =>
  keyring.sign(
    { accountId, sessionId: accountId, factor: false, verifiedAt: at, methods: ['password'] },
    { typ: 'person+jwt', audience: busAudience, seconds: 60 },
  );
const start = async (accountId: string, key = anyKey(), code = emailCode) =>
  running.gateway.ask(StartTotp, { emailCode: code }, { as: await personToken(accountId), key });
const confirm = async (accountId: string, code: string, key = anyKey()) =>
  running.gateway.ask(ConfirmTotp, { code }, { as: await personToken(accountId), key });
const unbind = async (accountId: string, code: string, key = anyKey()) =>
  running.gateway.ask(UnbindTotp, { code }, { as: await personToken(accountId), key });
const read = async (accountId: string) => running.gateway.ask(ReadFactors, {}, { as: await personToken(accountId) });
const check = (accountId: string, code: string, key = anyKey()) =>
  session.ask(CheckFactor, { accountId, code, asker: 'stranger' }, { key });
const isRequired = (accountId: string) => session.ask(RequiresFactor, { accountId });

/** The code an authenticator shows, this many steps from now. */
const shown = (secret: string, steps = 0): string =>
  generateSync({ secret, epoch: Date.parse(running.now()) / 1000 + steps * 30 });
const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');
const nextStep = (): void => running.advance({ seconds: 30 });

const bound = async () => {
  const accountId = crypto.randomUUID();
  const started = await start(accountId);
  if (!('secret' in started)) throw new Error(`Not started: ${started.refused}`);
  const { secret } = started;
  const confirmed = await confirm(accountId, shown(secret));
  if (!('recoveryCodes' in confirmed)) throw new Error(`Not bound: ${confirmed.refused}`);
  nextStep();
  return { accountId, secret, recoveryCodes: confirmed.recoveryCodes };
};

describe('Binding a second factor (MFA-1)', () => {
  it('takes a code by email, then a code of the secret, and gives ten recovery codes', async () => {
    const accountId = crypto.randomUUID();
    expect(await start(accountId, anyKey(), '999999')).toEqual({ refused: 'code-wrong', details: { attemptsLeft: 4 } });
    const started = await start(accountId);
    expect(started).toEqual({
      secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
      otpauthUri: `otpauth://totp/Lethe:${accountId.slice(0, 8)}?secret=${'secret' in started && started.secret}&issuer=Lethe`,
    });
    expect(await isRequired(accountId)).toEqual({ required: false, revision: 0 });
    const { secret } = started as { secret: string };
    expect(await confirm(accountId, otherThan(shown(secret)))).toEqual(wrong);
    const { recoveryCodes } = (await confirm(accountId, shown(secret))) as { recoveryCodes: string[] };
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    expect(await isRequired(accountId)).toEqual({ required: true, revision: 1 });
    expect(await read(accountId)).toEqual({ totp: true, boundAt: running.now(), recoveryCodesLeft: 10 });
  });

  it('answers requests sent again with the same secret and the same recovery codes', async () => {
    const accountId = crypto.randomUUID();
    const started = await start(accountId, 'start');
    expect(await start(accountId, 'start')).toEqual(started);
    const code = shown((started as { secret: string }).secret);
    const confirmed = await confirm(accountId, code, 'confirm');
    expect(confirmed).toHaveProperty('recoveryCodes');
    expect(await confirm(accountId, code, 'confirm')).toEqual(confirmed);
    expect(await confirm(accountId, code)).toEqual({ refused: 'factor-bound-already', details: {} });
  });
});

describe('A TOTP code (MFA-3, F4)', () => {
  it('succeeds once where it is used 20 times at once', async () => {
    const { accountId, secret } = await bound();
    const code = shown(secret);
    const answers = await Promise.all(Array.from({ length: 20 }, () => check(accountId, code)));
    expect(answers.filter((answer) => 'method' in answer)).toEqual([
      { method: 'totp', checkedAt: running.now(), revision: 1 },
    ]);
    expect(answers.filter((answer) => 'refused' in answer)).toEqual(Array.from({ length: 19 }, () => wrong));
  });

  it('that bound the factor does not sign in', async () => {
    const accountId = crypto.randomUUID();
    const { secret } = (await start(accountId)) as { secret: string };
    await confirm(accountId, shown(secret));
    expect(await check(accountId, shown(secret))).toEqual(wrong);
  });

  it('is accepted one step early and one step late, not two', async () => {
    const early = await bound();
    expect(await check(early.accountId, shown(early.secret, 2))).toEqual(wrong);
    expect(await check(early.accountId, shown(early.secret, 1))).toMatchObject({ method: 'totp' });
    const late = await bound();
    nextStep();
    expect(await check(late.accountId, shown(late.secret, -2))).toEqual(wrong);
    expect(await check(late.accountId, shown(late.secret, -1))).toMatchObject({ method: 'totp' });
  });

  it('of the step before is spent once a later one was accepted', async () => {
    const { accountId, secret } = await bound();
    nextStep();
    expect(await check(accountId, shown(secret))).toMatchObject({ method: 'totp' });
    expect(await check(accountId, shown(secret, -1))).toEqual(wrong);
  });

  it('stays spent where the clock is set back', async () => {
    const { accountId, secret } = await bound();
    expect(await check(accountId, shown(secret))).toMatchObject({ method: 'totp' });
    running.advance({ seconds: -60 });
    expect(await check(accountId, shown(secret))).toEqual(wrong);
    running.advance({ seconds: 90 });
    expect(await check(accountId, shown(secret))).toMatchObject({ method: 'totp' });
  });

  it('is answered alike where the same attempt is sent again', async () => {
    const { accountId, secret } = await bound();
    const accepted = await check(accountId, shown(secret), 'right');
    expect(await check(accountId, shown(secret), 'right')).toEqual(accepted);
    expect(await check(accountId, otherThan(shown(secret)), 'wrong')).toEqual(wrong);
    expect(await check(accountId, otherThan(shown(secret)), 'wrong')).toEqual(wrong);
    nextStep();
    await unbind(accountId, shown(secret));
    expect(await check(accountId, shown(secret, -1), 'right')).toEqual(accepted);
  });
});

describe('A code as people type it (M6)', () => {
  it.each([
    ['in two groups', (digits: string) => `${digits.slice(0, 3)} ${digits.slice(3)}`],
    ['with a line end behind it', (digits: string) => `${digits}\n`],
    [
      'in full-width digits',
      (digits: string) => digits.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    ],
  ])('is right %s, and no guess', async (_how, typed) => {
    const { accountId, secret } = await bound();
    for (let guesses = 0; guesses < 4; guesses += 1)
      expect(await check(accountId, otherThan(shown(secret)))).toEqual(wrong);
    expect(await check(accountId, typed(shown(secret)))).toMatchObject({ method: 'totp' });
  });

  it('binds and unbinds, too', async () => {
    const accountId = crypto.randomUUID();
    const { secret } = (await start(accountId, anyKey(), '111 111')) as { secret: string };
    const digits = shown(secret);
    expect(await confirm(accountId, `${digits.slice(0, 3)}-${digits.slice(3)}`)).toHaveProperty('recoveryCodes');
    nextStep();
    expect(await unbind(accountId, ` ${shown(secret)} `)).toEqual({});
  });
});

describe('A recovery code (F5)', () => {
  it('succeeds once where it is used 20 times at once, however it is typed', async () => {
    const { accountId, recoveryCodes } = await bound();
    const [code = ''] = recoveryCodes;
    const typed = [code, code.toLowerCase(), code.replaceAll('-', ' ')];
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => check(accountId, typed[n % 3] ?? code)));
    expect(answers.filter((answer) => 'method' in answer)).toEqual([
      { method: 'recovery-code', checkedAt: running.now(), revision: 1 },
    ]);
    expect(await read(accountId)).toMatchObject({ recoveryCodesLeft: 9 });
  });

  it('of another account is worth nothing', async () => {
    const [one, other] = [await bound(), await bound()];
    expect(await check(one.accountId, other.recoveryCodes[0] ?? '')).toEqual(wrong);
  });
});

describe('Guessing (MFA-3)', () => {
  it('locks the factor at the fifth wrong code, a repeated attempt counted once', async () => {
    const { accountId, secret } = await bound();
    const guess = otherThan(shown(secret));
    for (const key of ['1', '2', '2', '2', '3', '4', '5']) expect(await check(accountId, guess, key)).toEqual(wrong);
    const retryAt = new Date(Date.parse(running.now()) + 60_000).toISOString();
    expect(await check(accountId, shown(secret))).toEqual({ refused: 'factor-locked', details: { retryAt } });
    running.advance({ seconds: 60 });
    expect(await check(accountId, shown(secret))).toMatchObject({ method: 'totp' });
  });

  it('is not faster in parallel', async () => {
    const { accountId, secret } = await bound();
    const guess = otherThan(shown(secret));
    await Promise.allSettled(Array.from({ length: 20 }, () => check(accountId, guess)));
    expect(await check(accountId, shown(secret))).toMatchObject({ refused: 'factor-locked' });
    const { rows } = await running.pool.query(`select 1 from events where stream = $1 and type = 'CodeRejected'`, [
      `factors-${accountId}`,
    ]);
    expect(rows).toHaveLength(5);
  });
});

describe('Unbinding (MFA-5)', () => {
  it('takes a current code, and then there is no factor', async () => {
    const { accountId, secret } = await bound();
    expect(await unbind(accountId, otherThan(shown(secret)))).toEqual(wrong);
    expect(await unbind(accountId, shown(secret), 'unbind')).toEqual({});
    expect(await unbind(accountId, shown(secret), 'unbind')).toEqual({});
    expect(await isRequired(accountId)).toEqual({ required: false, revision: 2 });
    expect(await check(accountId, shown(secret))).toEqual({ refused: 'no-factor', details: {} });
  });

  it('tells the person by mail, once for each change', async () => {
    const { accountId, recoveryCodes } = await bound();
    await unbind(accountId, recoveryCodes[9] ?? '');
    await eventually(() =>
      expect(mails.filter((mail) => mail.accountId === accountId).map(({ template }) => template)).toEqual([
        'factor-bound',
        'factor-unbound',
      ]),
    );
  });
});

describe('The floor of second factors (SES-3, M1)', () => {
  const raisedFor = (accountId: string) => floors.raised.filter((each) => each.accountId === accountId);

  it('is raised before the person is told, with the session that goes on', async () => {
    const { accountId, secret } = await bound();
    const kept = { sessionId: accountId, since: 0 };
    expect(raisedFor(accountId)).toContainEqual({ accountId, revision: 1, kept });
    expect(await unbind(accountId, otherThan(shown(secret)))).toEqual(wrong);
    expect(await unbind(accountId, shown(secret))).toEqual({});
    expect(raisedFor(accountId)).toContainEqual({ accountId, revision: 2, kept });
  });

  it('is owed until session acknowledges it, by whoever runs by then', async () => {
    floors.away = true;
    const { accountId } = await bound();
    expect(await isRequired(accountId)).toEqual({ required: true, revision: 1 });
    await running.restart();
    expect(raisedFor(accountId)).toEqual([]);
    floors.away = false;
    await eventually(() => expect(raisedFor(accountId)).toMatchObject([{ revision: 1 }]));
    await eventually(async () => expect((await running.pool.query('select 1 from due')).rows).toEqual([]));
  });
});

describe('What is stored of a second factor', () => {
  it('holds no secret and no code in plain (CAN-10)', async () => {
    const { accountId, secret, recoveryCodes } = await bound();
    const [used = '', unused = ''] = recoveryCodes;
    await check(accountId, used);
    await check(accountId, shown(secret));
    const text = await databaseText(running.pool);
    expect(text).toContain(accountId);
    for (const hidden of [secret, used, unused, used.replaceAll('-', ''), unused.replaceAll('-', '')])
      expect(text).not.toContain(hidden);
  });

  it('is cleared with the account: its key is gone, and nothing can be added (CAN-7)', async () => {
    const { accountId, secret } = await bound();
    const cancellationId = crypto.randomUUID();
    const instants = { finalAt: running.now(), releasedAt: running.now() };
    await running.clear({ accountId, cancellationId, participant: 'mfa', ...instants });
    await eventually(() => expect(acknowledged).toHaveLength(1));
    expect(acknowledged).toMatchObject([{ accountId, cancellationId, evidence: { categories: { secrets: 1 } } }]);
    await expect(check(accountId, shown(secret))).rejects.toMatchObject({ fault: 'account-gone' });
  });

  it('is not cleared for a forged request and a forged yes (EVT-5, T2)', async () => {
    const { accountId, secret } = await bound();
    const cancellationId = crypto.randomUUID();
    neverAsked.add(cancellationId);
    const stranger = await running.stranger();
    let askedFor = 0;
    stranger.subscribe(ReadClearing.subject, {
      callback: (_error, message) => {
        askedFor += 1;
        const { id } = message.json<{ id: string }>();
        message.respond(JSON.stringify({ id, isDisposed: true, response: { answer: { asked: true } } }));
      },
    });
    await stranger.flush();
    const instants = { finalAt: running.now(), releasedAt: running.now() };
    // Each is asked about once at least: whichever answer is first, the proven one ends it.
    for (let times = 0; times < 3; times += 1)
      await running.clear({ accountId, cancellationId, participant: 'mfa', ...instants });
    await eventually(() => expect(askedFor).toBeGreaterThanOrEqual(3));
    await stranger.close();
    expect(acknowledged.map((each) => each['cancellationId'])).not.toContain(cancellationId);
    expect(await check(accountId, shown(secret))).toMatchObject({ method: 'totp' });
  });

  it('is cleared though a forged request came first: that one is dropped, and nothing is parked behind it (T4)', async () => {
    const { accountId, secret } = await bound();
    const instants = { finalAt: running.now(), releasedAt: running.now() };
    const [forged, real] = [crypto.randomUUID(), crypto.randomUUID()];
    neverAsked.add(forged);
    acknowledged.length = 0;
    for (const cancellationId of [forged, real])
      await running.clear({ accountId, cancellationId, participant: 'mfa', ...instants });
    await eventually(() => expect(acknowledged.map((each) => each['cancellationId'])).toEqual([real]));
    expect(looksFor(forged)).toBe(1);
    expect((await running.pool.query('select from set_aside')).rowCount).toBe(0);
    await expect(check(accountId, shown(secret))).rejects.toMatchObject({ fault: 'account-gone' });
  });

  it('is cleared by a call alone, were its message lost, as often as it is asked; and by nobody but cancellation (L4)', async () => {
    const { accountId, secret } = await bound();
    const instants = { finalAt: running.now(), releasedAt: running.now() };
    const request = { accountId, cancellationId: crypto.randomUUID(), participant: 'mfa', ...instants } as const;
    const stranger = (await running.callsOf('session', 'cancellation')).ask(ClearInMfa, request);
    await expect(stranger).rejects.toMatchObject({ fault: 'forbidden' });
    acknowledged.length = 0;
    expect(await running.cancellation.ask(ClearInMfa, request)).toEqual({});
    expect(await running.cancellation.ask(ClearInMfa, request)).toEqual({});
    expect(acknowledged.map((each) => each['accountId'])).toEqual([accountId]);
    await expect(check(accountId, shown(secret))).rejects.toMatchObject({ fault: 'account-gone' });
  });
});

/** Last: the others' keys of before prove nothing to it any more. */
backAfterWeeks({ running: () => running, bound });
