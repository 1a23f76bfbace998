import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CheckCredentials,
  CorrectRegistrationEmail,
  ReadRegistration,
  Register,
  ResendRegistrationCode,
} from '@lethe/contracts';
import { databaseText, eventually } from '@lethe/testing';
import { another, lastCodeTo, lastMailTo, neighbours } from '../testing/neighbours.ts';
import { confirm, newAccount, password, register, registered } from '../testing/people.ts';
import { runIdentity, type Running } from '../testing/running.ts';
import { registrationSubject } from './registration.ts';

const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);

let running: Running;
beforeAll(async () => {
  running = await runIdentity({ LETHE_IDENTITY_REGISTRATIONS_PER_HOUR: '100' });
});
afterAll(() => running.stop());

const keyOf = async (registrationId: string): Promise<unknown> => {
  const subject = registrationSubject(registrationId);
  return (await running.keys.open([subject])).get(subject);
};
const signIn = (email: string) => running.as.session.ask(CheckCredentials, { email, password, from: {} });

describe('Registering (ID-1)', () => {
  it('claims nothing until the code is confirmed, and then signs in', async () => {
    const registrationId = await registered(running, { email: 'Ada@Example.test' });
    expect(lastMailTo(registrationId)).toMatchObject({ address: 'Ada@Example.test', template: 'registration-code' });
    expect(await signIn('ada@example.test')).toEqual({ refused: 'credentials-wrong', details: {} });
    const answer = await confirm(running, registrationId, lastCodeTo(registrationId));
    expect(answer).toEqual({ accountId: uuid });
    expect(await signIn(' ADA@example.TEST')).toMatchObject(answer);
  });

  it('destroys the registration’s key once it is confirmed', async () => {
    const registrationId = await registered(running, { email: 'key@example.test' });
    expect(await keyOf(registrationId)).toBeDefined();
    await confirm(running, registrationId, lastCodeTo(registrationId));
    await eventually(async () => expect(await keyOf(registrationId)).toBeUndefined());
  });

  it('confirms only with the code of that registration, though others wait for the same address', async () => {
    const email = 'several@example.test';
    const [mine, theirs] = [await registered(running, { email }), await registered(running, { email, browser: 'b-2' })];
    const [myCode, theirCode] = [lastCodeTo(mine), lastCodeTo(theirs)];
    expect(theirCode).not.toBe(myCode);
    expect(await confirm(running, mine, theirCode)).toEqual({ refused: 'code-wrong', details: { attemptsLeft: 4 } });
    expect(await confirm(running, mine, myCode)).toEqual({ accountId: uuid });
    expect(await confirm(running, theirs, theirCode)).toEqual({ refused: 'email-taken', details: {} });
  });

  it('leaves five attempts, whoever guesses at once (ID-7)', async () => {
    const registrationId = await registered(running, { email: 'guessed@example.test' });
    const code = lastCodeTo(registrationId);
    const guesses = await Promise.all(Array.from({ length: 5 }, () => confirm(running, registrationId, another(code))));
    const left = guesses.map((guess) =>
      'details' in guess && 'attemptsLeft' in guess.details ? guess.details.attemptsLeft : -1,
    );
    expect(left.toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(await confirm(running, registrationId, code)).toEqual({ refused: 'code-expired', details: {} });
  });
});

describe('The same command again', () => {
  it('is one registration with one mail', async () => {
    const asked = { email: 'again@example.test', key: 'again-1' };
    const before = neighbours.mails.size;
    expect(await register(running, asked)).toEqual(await register(running, asked));
    expect(neighbours.mails.size).toBe(before + 1);
  });

  it('for another address is refused, so that nobody gets the code of somebody else', async () => {
    await register(running, { email: 'victim@example.test', key: 'again-2' });
    await expect(register(running, { email: 'thief@example.test', key: 'again-2' })).rejects.toMatchObject({
      fault: 'command-reused',
    });
    expect(() => lastMailTo('thief@example.test')).toThrow('No mail');
  });

  it('confirms with the same answer, also after the key is gone, and counts a wrong code once', async () => {
    const registrationId = await registered(running, { email: 'twice@example.test' });
    const code = lastCodeTo(registrationId);
    const wrong = await confirm(running, registrationId, another(code), 'wrong-1');
    expect(await confirm(running, registrationId, another(code), 'wrong-1')).toEqual(wrong);
    const first = await confirm(running, registrationId, code, 'right-1');
    expect(await confirm(running, registrationId, code, 'right-1')).toEqual(first);
    await eventually(async () => expect(await keyOf(registrationId)).toBeUndefined());
    expect(await confirm(running, registrationId, code, 'right-1')).toEqual(first);
  });
});

describe('An address that has an account (ID-2)', () => {
  it('gets the same answer, a mail that says so, and no code that fits', async () => {
    const email = 'known@example.test';
    await newAccount(running, email);
    const [known, fresh] = [await register(running, { email }), await register(running, { email: 'new@example.test' })];
    if ('refused' in fresh || 'refused' in known) throw new Error('Refused.');
    expect(known).toEqual({ ...fresh, registrationId: uuid, reference: expect.any(String) });
    const { registrationId, reference } = known;
    expect(lastMailTo(registrationId)).toMatchObject({
      template: 'registration-known-address',
      parameters: { reference },
    });
    for (const attemptsLeft of [4, 3, 2, 1, 0])
      expect(await confirm(running, registrationId, '123456')).toEqual({
        refused: 'code-wrong',
        details: { attemptsLeft },
      });
    expect(await confirm(running, registrationId, '123456')).toEqual({ refused: 'code-expired', details: {} });
  });
});

describe('The page that waits for the code (ID-1, I8)', () => {
  const how = (key: string = crypto.randomUUID()) => ({ browser: 'browser-1', key });
  const read = (registrationId: string) => running.as.gateway.ask(ReadRegistration, { registrationId }, how());
  const resend = (registrationId: string, key?: string) =>
    running.as.gateway.ask(ResendRegistrationCode, { registrationId }, how(key));
  const correct = (registrationId: string, email: string, key?: string) =>
    running.as.gateway.ask(CorrectRegistrationEmail, { registrationId, email }, how(key));
  const later = (seconds: number) => new Date(Date.parse(running.clock.now()) + seconds * 1000).toISOString();
  const unknown = { refused: 'registration-unknown', details: {} };

  it('shows the reference that the mail names, and is read again after a reload', async () => {
    const answer = await register(running, {
      email: 'Waiting@example.test',
      language: 'zh',
      timeZone: 'Asia/Shanghai',
    });
    if ('refused' in answer) throw new Error(answer.refused);
    const { registrationId, expiresAt: _end, ...shown } = answer;
    expect(shown).toEqual({
      reference: expect.stringMatching(/^[2-9A-Z]{3}-[2-9A-Z]{3}$/),
      codeExpiresAt: later(600),
      resendAt: later(60),
    });
    expect(lastMailTo(registrationId)).toMatchObject({
      address: 'Waiting@example.test',
      language: 'zh',
      timeZone: 'Asia/Shanghai',
      parameters: { reference: shown.reference, expiresAt: shown.codeExpiresAt },
    });
    expect(await read(registrationId)).toEqual({ ...shown, email: 'Waiting@example.test' });
  });

  it('knows nothing of a registration that is none, was confirmed, or is over', async () => {
    const nobody = crypto.randomUUID();
    for (const ask of [
      read(nobody),
      resend(nobody),
      correct(nobody, 'a@example.test'),
      confirm(running, nobody, '123456'),
    ])
      expect(await ask).toEqual(unknown);
    const registrationId = await registered(running, { email: 'over@example.test' });
    await confirm(running, registrationId, lastCodeTo(registrationId));
    for (const ask of [read(registrationId), resend(registrationId), correct(registrationId, 'a@example.test')])
      expect(await ask).toEqual(unknown);
    expect(await confirm(running, registrationId, '123456')).toEqual(unknown);
  });

  it('has the code sent again: another one, a minute later, once for each request', async () => {
    const registrationId = await registered(running, { email: 'resend@example.test' });
    const first = lastCodeTo(registrationId);
    expect(await resend(registrationId)).toEqual({ refused: 'code-too-soon', details: { retryAt: later(60) } });
    running.clock.advance({ seconds: 60 });
    const before = neighbours.mails.size;
    const sent = await resend(registrationId, 'resend-1');
    expect(sent).toMatchObject({ codeExpiresAt: later(600), resendAt: later(60) });
    expect(await resend(registrationId, 'resend-1')).toEqual(sent);
    expect(neighbours.mails.size).toBe(before + 1);
    const second = lastCodeTo(registrationId);
    expect(second).not.toBe(first);
    expect(await confirm(running, registrationId, first)).toMatchObject({ refused: 'code-wrong' });
    expect(await confirm(running, registrationId, second)).toEqual({ accountId: uuid });
  });

  it('has the address corrected: the wrong one is out, the reference stays', async () => {
    const asked = await register(running, { email: 'typo@example.test' });
    if ('refused' in asked) throw new Error(asked.refused);
    const { registrationId, reference } = asked;
    const stale = lastCodeTo(registrationId);
    const before = neighbours.mails.size;
    const answer = await correct(registrationId, 'Right@example.test', 'correct-1');
    expect(answer).toEqual({ reference, codeExpiresAt: later(600), resendAt: later(60) });
    expect(await correct(registrationId, 'Right@example.test', 'correct-1')).toEqual(answer);
    expect(neighbours.mails.size).toBe(before + 1);
    expect(lastMailTo(registrationId)).toMatchObject({ address: 'Right@example.test', parameters: { reference } });
    expect(await read(registrationId)).toMatchObject({ email: 'Right@example.test', reference });
    const waiting = (email: string) => running.kit.journal.lookUp('pending-email', email);
    expect([await waiting('typo@example.test'), await waiting('right@example.test')]).toEqual([[], [registrationId]]);
    expect(await confirm(running, registrationId, stale)).toMatchObject({ refused: 'code-wrong' });
    expect(await confirm(running, registrationId, lastCodeTo(registrationId))).toEqual({ accountId: uuid });
    expect(await signIn('typo@example.test')).toEqual({ refused: 'credentials-wrong', details: {} });
    expect(await signIn('right@example.test')).toMatchObject({ accountId: uuid });
  });

  it('answers alike where the corrected address has an account (ID-2)', async () => {
    await newAccount(running, 'taken@example.test');
    const [one, other] = [
      await registered(running, { email: 'alike-1@example.test' }),
      await registered(running, { email: 'alike-2@example.test' }),
    ];
    const reference = expect.any(String);
    const known = await correct(one, 'taken@example.test');
    expect(known).toEqual({ ...(await correct(other, 'free@example.test')), reference });
    expect(lastMailTo(one)).toMatchObject({ address: 'taken@example.test', template: 'registration-known-address' });
    expect(await confirm(running, one, '123456')).toEqual(await confirm(running, other, another(lastCodeTo(other))));
    running.clock.advance({ seconds: 60 });
    expect(await resend(one)).toEqual({ ...(await resend(other)), reference });
    expect(lastMailTo(one)).toMatchObject({ template: 'registration-known-address' });
  });

  it('sends no more within an hour, whichever addresses are named (ID-7)', async () => {
    const small = await runIdentity({ LETHE_IDENTITY_REGISTRATIONS_PER_HOUR: '3' });
    const registrationId = await registered(small, { email: 'spray-0@example.test' });
    const spray = (email: string) => small.as.gateway.ask(CorrectRegistrationEmail, { registrationId, email }, how());
    for (const each of [1, 2, 3]) expect(await spray(`spray-${each}@example.test`)).toHaveProperty('reference');
    const refused = { refused: 'too-many-codes', details: { retryAt: '2026-11-24T08:00:00.000Z' } };
    expect(await spray('spray-4@example.test')).toEqual(refused);
    for (let more = 0; more < 2; more += 1) await registered(small, { email: 'spray-3@example.test' });
    expect(await register(small, { email: 'spray-3@example.test' })).toEqual(refused);
    await small.stop();
  });

  it('leaves no language, zone or address in plain in the database (CAN-10)', async () => {
    await register(running, { email: 'sealed@example.test', timeZone: 'Antarctica/Troll' });
    expect(await databaseText(running.pool)).not.toMatch(/Antarctica|sealed@example/);
  });
});

describe('One account per address (ID-5)', () => {
  it('holds where 50 confirm at once (C6)', async () => {
    const spellings = ['race@example.test', 'Race@example.test', 'RACE@EXAMPLE.TEST', ' race@example.test'];
    const asked = Array.from({ length: 50 }, (_, index) => spellings[index % spellings.length] ?? '');
    const ids: string[] = [];
    // A password is hashed for each: ten at once come through within a call's deadline on a busy machine, too.
    while (ids.length < asked.length) {
      const next = asked.slice(ids.length, ids.length + 10);
      ids.push(...(await Promise.all(next.map((email) => registered(running, { email })))));
    }
    const answers = await Promise.all(ids.map((id) => confirm(running, id, lastCodeTo(id))));
    expect(answers.filter((answer) => 'accountId' in answer)).toHaveLength(1);
    expect(answers.filter((answer) => 'refused' in answer && answer.refused === 'email-taken')).toHaveLength(49);
  }, 60_000);
});

describe('Refused registrations', () => {
  it.each([
    ['too short', 'k9#Vq2!mZx7$Lw', 'too-short'],
    ['breached', 'passwordpassword', 'breached'],
    ['guessable', 'weak@example.test', 'guessable'],
  ])('say why a password is not good enough: %s (ID-4)', async (_what, weak, because) => {
    const input = { email: 'weak@example.test', username: 'Ada', password: weak };
    expect(await running.as.gateway.ask(Register, input)).toEqual({
      refused: 'password-too-weak',
      details: { because, minimum: 15, maximum: 128 },
    });
  });

  it('come after too many for one address within an hour, known or not (ID-7)', async () => {
    const small = await runIdentity({ LETHE_IDENTITY_REGISTRATIONS_PER_HOUR: '2' });
    await newAccount(small, 'capped@example.test');
    await registered(small, { email: 'Capped@example.test' });
    expect(await register(small, { email: 'capped@example.test' })).toEqual({
      refused: 'too-many-codes',
      details: { retryAt: '2026-11-24T08:00:00.000Z' },
    });
    small.clock.advance({ hours: 1 });
    expect(await register(small, { email: 'capped@example.test' })).toMatchObject({ registrationId: uuid });
    await small.stop();
  });

  it('come in the deployment edition (PLAN-1, PLAN-3)', async () => {
    const closed = await runIdentity({ LETHE_PLAN: 'deployment' });
    expect(await register(closed, { email: 'ada@example.test' })).toEqual({
      refused: 'registration-closed',
      details: {},
    });
    await closed.stop();
  });
});

describe('A registration that nobody confirms (ID-1)', () => {
  it('ends after a day, with its key and its look-up', async () => {
    const registrationId = await registered(running, { email: 'forgotten@example.test' });
    const waiting = () => running.kit.journal.lookUp('pending-email', 'forgotten@example.test');
    expect(await waiting()).toEqual([registrationId]);
    running.clock.advance({ hours: 23, minutes: 59 });
    expect(await keyOf(registrationId)).toBeDefined();
    running.clock.advance({ minutes: 1 });
    await eventually(async () => expect(await keyOf(registrationId)).toBeUndefined());
    expect(await waiting()).toEqual([]);
  });
});
