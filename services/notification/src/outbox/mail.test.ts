import { describe, expect, it } from '@jest/globals';
import { shredded } from '@lethe/contracts';
import { specify } from '@lethe/deciding/specify';
import { addresseeOf } from './addressee.ts';
import type { MailEvent } from './mail.events.ts';
import { acceptMail } from './accept-mail.ts';
import { giveUp, recordSent } from './end-mail.ts';
import { mailFold } from './mail.ts';

const given = specify(mailFold, { acceptMail, recordSent, giveUp });
const mailId = '0d0f6e6b-8a53-4d9c-8f7c-2f2f7a6d1b11';
const accountId = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const registrationId = '1a6b7b52-6f0e-4b7d-9d62-5b1f3a0a7c22';
const invitationId = '4c0e1f63-9c0d-4f5e-8b6a-0f9e8d7c6b33';
const resetId = '6d1f2a74-8e2c-4b3d-9a7f-2c3d4e5f6a77';
const at = '2026-11-24T08:00:00.000Z';
const later = '2026-11-24T08:00:02.000Z';

const written = { mailId, template: 'factor-bound', address: null, reader: null, parameters: {} } as const;
const accepted: MailEvent = {
  type: 'AccountMailAccepted',
  data: { ...written, accountId, sealedUnder: 'mail', acceptedAt: at },
};
const sent: MailEvent = { type: 'MailSent', data: { mailId, sentAt: later } };
const givenUp: MailEvent = { type: 'MailGivenUp', data: { mailId, because: 'not-delivered', givenUpAt: later } };
const accept = (kind: 'account' | 'registration' | 'invitation' | 'reset', id: string) =>
  ({ type: 'AcceptMail', data: { ...written, addressee: { kind, id }, at } }) as const;
const send = { type: 'RecordSent', data: { at: later } } as const;
const abandon = { type: 'GiveUp', data: { because: 'not-delivered', at: later } } as const;

describe('Whom a mail is for', () => {
  it('is an account, whose address identity knows', () => {
    expect(addresseeOf({ accountId })).toEqual({ kind: 'account', id: accountId });
  });

  it('is an account at an address its owner names, for example the previous one (ID-3)', () => {
    expect(addresseeOf({ accountId, address: 'a@example.test' })).toEqual({ kind: 'account', id: accountId });
  });

  it.each([
    ['registration', { registrationId }],
    ['invitation', { invitationId }],
    ['reset', { resetId }],
  ] as const)('is a %s, whose address is in the call', (kind, named) => {
    expect(addresseeOf({ ...named, address: 'a@example.test' })).toEqual({ kind, id: Object.values(named)[0] });
    expect(addresseeOf(named)).toEqual({ refused: 'recipient-missing', details: {} });
  });

  it.each([{}, { address: 'a@example.test' }, { accountId, registrationId, address: 'a@example.test' }])(
    'is one alone: %p is refused',
    (named) => {
      expect(addresseeOf(named)).toEqual({ refused: 'recipient-missing', details: {} });
    },
  );
});

describe('A mail in the outbox (CAN-12)', () => {
  it.each([
    ['account', 'AccountMailAccepted', { accountId }],
    ['registration', 'RegistrationMailAccepted', { registrationId }],
    ['invitation', 'InvitationMailAccepted', { invitationId }],
    ['reset', 'ResetMailAccepted', { resetId }],
  ] as const)('is accepted for an %s under a key of its own (K6)', (kind, type, subject) => {
    const event = { type, data: { ...written, ...subject, sealedUnder: 'mail', acceptedAt: at } } as MailEvent;
    given()
      .when(accept(kind, Object.values(subject)[0] ?? ''))
      .then(event);
    expect(given(event).state()).toMatchObject({ subject: `mail:${mailId}` });
  });

  it('of before lies under the key of its registration, which dies with it', () => {
    const data = { ...written, registrationId, sealedUnder: 'addressee', acceptedAt: at } as const;
    expect(given({ type: 'RegistrationMailAccepted', data }).state()).toMatchObject({
      subject: `registration:${registrationId}`,
    });
  });

  it('is accepted once', () => {
    given(accepted).when(accept('account', accountId)).nothing();
    given(accepted, sent).when(accept('account', accountId)).nothing();
  });

  it('is sent', () => {
    given(accepted).when(send).then(sent);
  });

  it('is given up', () => {
    given(accepted).when(abandon).then(givenUp);
  });

  it('ends once', () => {
    given(accepted, sent).when(send).nothing();
    given(accepted, sent).when(abandon).nothing();
    given(accepted, givenUp).when(send).nothing();
    given(accepted, givenUp).when(abandon).nothing();
  });

  it('that was never accepted is not sent', () => {
    given().when(send).nothing();
    given().when(abandon).nothing();
  });

  it('folds when its key is destroyed', () => {
    const cleared = {
      ...accepted,
      data: { ...accepted.data, address: shredded, reader: shredded, parameters: shredded },
    } as MailEvent;
    expect(given(cleared).state()).toMatchObject({ status: 'pending', address: shredded, parameters: shredded });
    given(cleared)
      .when({ type: 'GiveUp', data: { because: 'no-address', at: later } })
      .then({
        type: 'MailGivenUp',
        data: { mailId, because: 'no-address', givenUpAt: later },
      });
  });
});
