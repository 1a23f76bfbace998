import { describe, expect, it } from '@jest/globals';
import { specify } from '@lethe/deciding/specify';
import type { RegistrationEvent, RegistrationEventOf } from './registration.events.ts';
import { requestRegistration } from './request-registration.ts';
import { correctRegistrationEmail, resendRegistrationCode } from './send-registration-code.ts';
import { confirmRegistration } from './confirm-registration.ts';
import { endForCancelledAddress, endRegistration } from './end-registration.ts';
import { registrationFold } from './registration.ts';

const given = specify(registrationFold, {
  requestRegistration,
  resendRegistrationCode,
  correctRegistrationEmail,
  confirmRegistration,
  endRegistration,
  endForCancelledAddress,
});
const registrationId = '7f4f2f0e-64f8-4b2b-9c61-0f9c5c3c7f11';
const accountId = '0a3b7d7e-2f5e-4a35-8f47-4b8e3c1b9a22';
const at = '2026-11-24T07:00:00.000Z';
const soon = '2026-11-24T07:09:59.999Z';
const codeExpiresAt = '2026-11-24T07:10:00.000Z';
const expiresAt = '2026-11-25T07:00:00.000Z';
const person = { email: 'Ada@example.com', username: 'Ada', passwordHash: 'hash' };
const unsaid = { language: null, timeZone: null };
const said = { language: 'zh', timeZone: 'Asia/Shanghai' } as const;
const half = { language: 'zh', timeZone: null } as const;

const request = (addressKnown: boolean, preferences: typeof unsaid | typeof said | typeof half = unsaid) =>
  ({
    type: 'RequestRegistration',
    data: { registrationId, ...person, ...preferences, codeHash: 'right', addressKnown, at },
  }) as const;
const confirm = (codeHash: string, when: string) =>
  ({ type: 'ConfirmRegistration', data: { accountId, codeHash, at: when } }) as const;
const end = (when: string) => ({ type: 'EndRegistration', data: { at: when } }) as const;
const endForAddress = (releasedAt: string) =>
  ({ type: 'EndForCancelledAddress', data: { releasedAt, at: soon } }) as const;

const requested: RegistrationEventOf<'RegistrationRequested'> = {
  type: 'RegistrationRequested',
  data: { registrationId, ...person, codeHash: 'right', codeExpiresAt, requestedAt: at, expiresAt },
};
const requestedForKnownAddress: RegistrationEvent = { ...requested, data: { ...requested.data, codeHash: null } };
const rejected = (attemptsLeft: number): RegistrationEvent => ({
  type: 'RegistrationCodeRejected',
  data: { registrationId, attemptsLeft, rejectedAt: soon },
});
const confirmed: RegistrationEvent = {
  type: 'RegistrationConfirmed',
  data: { registrationId, accountId, confirmedAt: soon },
};
const ended = (because: 'expired' | 'address-cancelled', endedAt: string): RegistrationEvent => ({
  type: 'RegistrationEnded',
  data: { registrationId, because, endedAt },
});

const preferencesGiven: RegistrationEvent = {
  type: 'RegistrationPreferencesGiven',
  data: { registrationId, ...said },
};

describe('Asking to register (ID-1)', () => {
  it('notes what the browser said of language and time zone (API-4)', () => {
    given().when(request(false, said)).then(requested, preferencesGiven);
    given(requested).when(request(false, said)).nothing();
  });
  it('notes it also where only one of them is known (L11)', () => {
    given()
      .when(request(false, half))
      .then(requested, { type: 'RegistrationPreferencesGiven', data: { registrationId, ...half } });
  });
  it('waits for its code for ten minutes, and is kept for a day', () => {
    given().when(request(false)).then(requested);
  });
  it('with an address that has an account is recorded alike, but no code will fit (ID-2)', () => {
    given().when(request(true)).then(requestedForKnownAddress);
    given(requestedForKnownAddress).when(confirm('right', soon)).then(rejected(4));
    given(requestedForKnownAddress).when(confirm('', soon)).then(rejected(4));
  });
});

describe('Confirming a registration (ID-1)', () => {
  it('makes the account', () => {
    given(requested).when(confirm('right', soon)).then(confirmed);
  });
  it('counts a wrong code, and has no attempt left after the fifth (ID-7)', () => {
    given(requested).when(confirm('wrong', soon)).then(rejected(4));
    const four = [4, 3, 2, 1].map(rejected);
    given(requested, ...four)
      .when(confirm('right', soon))
      .then(confirmed);
    given(requested, ...four)
      .when(confirm('wrong', soon))
      .then(rejected(0));
    given(requested, ...four, rejected(0))
      .when(confirm('right', soon))
      .refused('code-expired');
  });
  it('is refused after ten minutes (ID-7)', () => {
    given(requested).when(confirm('right', codeExpiresAt)).refused('code-expired');
  });
  it('is refused where nobody asked, a second time, and after the end', () => {
    given().when(confirm('right', soon)).refused('registration-unknown');
    given(requested, confirmed).when(confirm('right', soon)).refused('registration-unknown');
    given(requested, ended('address-cancelled', soon)).when(confirm('right', soon)).refused('registration-unknown');
  });
});

const minute = '2026-11-24T07:01:00.000Z';
const almostMinute = '2026-11-24T07:00:59.999Z';
const resend = (when: string, addressKnown = false) =>
  ({ type: 'ResendRegistrationCode', data: { codeHash: 'second', addressKnown, at: when } }) as const;
const correct = (email: string, when: string, addressKnown = false) =>
  ({ type: 'CorrectRegistrationEmail', data: { email, codeHash: 'second', addressKnown, at: when } }) as const;
const sentAgain = (sentAt: string, codeHash: string | null = 'second'): RegistrationEvent => ({
  type: 'RegistrationCodeSent',
  data: { registrationId, codeHash, codeExpiresAt: new Date(Date.parse(sentAt) + 600_000).toISOString(), sentAt },
});
const corrected = (email: string, correctedAt: string, codeHash: string | null = 'second'): RegistrationEvent => ({
  type: 'RegistrationEmailCorrected',
  data: {
    registrationId,
    email,
    codeHash,
    codeExpiresAt: new Date(Date.parse(correctedAt) + 600_000).toISOString(),
    correctedAt,
  },
});

describe('A code sent again (ID-1, I8)', () => {
  it('comes a minute after the one before, to the millisecond (ID-7)', () => {
    given(requested).when(resend(almostMinute)).refused('code-too-soon', { retryAt: minute });
    given(requested).when(resend(minute)).then(sentAgain(minute));
    given(requested, sentAgain(minute))
      .when(resend(minute))
      .refused('code-too-soon', { retryAt: '2026-11-24T07:02:00.000Z' });
  });
  it('is valid alone, with attempts of its own', () => {
    const worn = [4, 3, 2, 1, 0].map(rejected);
    given(requested, ...worn, sentAgain(minute))
      .when(confirm('second', soon))
      .then(confirmed);
    given(requested, sentAgain(minute)).when(confirm('right', soon)).then(rejected(4));
  });
  it('comes also where the address has an account by now, and fits nothing (ID-2)', () => {
    given(requested).when(resend(minute, true)).then(sentAgain(minute, null));
    given(requested, sentAgain(minute, null)).when(confirm('second', soon)).then(rejected(4));
  });
  it('comes to nobody whose registration is over', () => {
    given().when(resend(minute)).refused('registration-unknown');
    given(requested, confirmed).when(resend(minute)).refused('registration-unknown');
    given(requested).when(resend(expiresAt)).refused('registration-unknown');
  });
});

describe('A corrected address (ID-1, I8)', () => {
  const other = 'ada@example.org';
  it('gets a code at once, and the code before is worth nothing', () => {
    given(requested).when(correct(other, at)).then(corrected(other, at));
    given(requested, corrected(other, at)).when(confirm('right', soon)).then(rejected(4));
    given(requested, corrected(other, at)).when(confirm('second', soon)).then(confirmed);
  });
  it('waits a minute where it is the same mailbox, or one that was mailed before (ID-7)', () => {
    given(requested).when(correct('ada@EXAMPLE.com', almostMinute)).refused('code-too-soon', { retryAt: minute });
    given(requested, corrected(other, at))
      .when(correct(person.email, almostMinute))
      .refused('code-too-soon', { retryAt: minute });
    given(requested, corrected(other, at)).when(correct(person.email, minute)).then(corrected(person.email, minute));
  });
  it('gets none where the registration is over, or there is none (L11)', () => {
    given().when(correct(other, at)).refused('registration-unknown');
    given(requested, confirmed).when(correct(other, minute)).refused('registration-unknown');
  });
  it('is corrected alike where it has an account, and no code fits (ID-2)', () => {
    given(requested)
      .when(correct(other, at, true))
      .then(corrected(other, at, null));
  });
  it('is the one that is registered, with the rest as it was', () => {
    expect(given(requested, preferencesGiven, corrected(other, at)).state()).toMatchObject({
      ...said,
      email: other,
      username: 'Ada',
    });
  });
  it('counts from its correction where the address is cancelled (PLAN-2)', () => {
    given(requested, corrected(other, minute)).when(endForAddress(minute)).nothing();
    given(requested, corrected(other, at)).when(endForAddress(minute)).then(ended('address-cancelled', soon));
  });
});

describe('The end of a registration (ID-1)', () => {
  it('comes after a day, not before', () => {
    given(requested).when(end('2026-11-25T06:59:59.999Z')).nothing();
    given(requested).when(end(expiresAt)).then(ended('expired', expiresAt));
  });
  it('comes once, and not to one that was confirmed', () => {
    given(requested, ended('expired', expiresAt)).when(end(expiresAt)).nothing();
    given(requested, confirmed).when(end(expiresAt)).nothing();
  });
  it('comes with the cancellation of its address where it is older than the release (PLAN-2)', () => {
    given(requested).when(endForAddress('2026-11-24T07:00:00.001Z')).then(ended('address-cancelled', soon));
  });
  it("does not touch somebody new's, asked for after the release (PLAN-2)", () => {
    given(requested).when(endForAddress(at)).nothing();
  });
});

describe('What is kept of a registration that is over', () => {
  it('is no personal field', () => {
    expect(given(requested, confirmed).state()).toEqual({ status: 'confirmed' });
    expect(given(requested, ended('expired', expiresAt)).state()).toEqual({ status: 'ended' });
  });
});
