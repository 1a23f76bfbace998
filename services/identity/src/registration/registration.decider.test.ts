import { describe, expect, it } from '@jest/globals';
import { specify } from '@lethe/deciding/specify';
import { registrationDecider } from './registration.decider.ts';
import type { RegistrationEvent, RegistrationEventOf } from './registration.events.ts';

const given = specify(registrationDecider);
const registrationId = '7f4f2f0e-64f8-4b2b-9c61-0f9c5c3c7f11';
const accountId = '0a3b7d7e-2f5e-4a35-8f47-4b8e3c1b9a22';
const at = '2026-11-24T07:00:00.000Z';
const soon = '2026-11-24T07:09:59.999Z';
const codeExpiresAt = '2026-11-24T07:10:00.000Z';
const expiresAt = '2026-11-25T07:00:00.000Z';
const person = { email: 'Ada@example.com', username: 'Ada', passwordHash: 'hash' };

const request = (addressKnown: boolean) =>
  ({
    type: 'RequestRegistration',
    data: { registrationId, ...person, codeHash: 'right', addressKnown, at },
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

describe('Asking to register (ID-1)', () => {
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
    given().when(confirm('right', soon)).refused('code-expired');
    given(requested, confirmed).when(confirm('right', soon)).refused('code-expired');
    given(requested, ended('address-cancelled', soon)).when(confirm('right', soon)).refused('code-expired');
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
