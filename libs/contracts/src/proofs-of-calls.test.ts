import { describe, expect, it } from '@jest/globals';
import * as contracts from './index.ts';
import type { Call } from './call.ts';

const isCall = (value: unknown): value is Call =>
  typeof value === 'object' && value !== null && 'subject' in value && 'callers' in value;
const calls = Object.values(contracts).filter(isCall);
const isPerson = (caller: string): boolean => caller === 'person' || caller.startsWith('staff:');

/** What locks, holds, releases, clears, destroys, mails or approves: nobody does it with a proof of another request. */
const bound = [
  'lethe.rpc.cancellation.participant.accept',
  'lethe.rpc.cancellation.participant.acknowledge',
  'lethe.rpc.identity.account.clear',
  'lethe.rpc.identity.account.clear-addresses',
  'lethe.rpc.identity.account.lock',
  'lethe.rpc.identity.account.make-email-digest',
  'lethe.rpc.identity.account.release-claims',
  'lethe.rpc.identity.account.unlock',
  'lethe.rpc.identity.code.confirm-to-stop',
  'lethe.rpc.identity.code.send-to-stop',
  'lethe.rpc.identity.staff.invite',
  'lethe.rpc.identity.staff.revoke-invitation',
  'lethe.rpc.mfa.account.clear',
  'lethe.rpc.notification.account.clear',
  'lethe.rpc.notification.mail.send',
  'lethe.rpc.session.account.clear',
  'lethe.rpc.session.account.lock',
  'lethe.rpc.session.account.raise-floor',
  'lethe.rpc.session.account.unlock',
  'lethe.rpc.ticketing.account.clear',
  'lethe.rpc.workspace-ownership.account.clear',
  'lethe.rpc.workspace-ownership.ownership.hold',
  'lethe.rpc.workspace-ownership.ownership.release-hold',
];

/** What lets somebody in, to whom something goes, or that somebody was asked to clear: believed from its service alone. */
const signed = [
  'lethe.rpc.cancellation.participant.read',
  'lethe.rpc.identity.account.matches-email',
  'lethe.rpc.identity.account.read-address',
  'lethe.rpc.identity.account.read-released-address',
  'lethe.rpc.identity.code.confirm',
  'lethe.rpc.identity.credential.check',
  'lethe.rpc.identity.credential.check-own',
  'lethe.rpc.identity.staff.read-role',
  'lethe.rpc.mfa.factor.check',
  'lethe.rpc.mfa.factor.required',
  'lethe.rpc.session.device.recognise',
  'lethe.rpc.session.session.check',
  'lethe.rpc.session.session.read',
  'lethe.rpc.session.sign-in.complete',
  'lethe.rpc.session.sign-in.start',
  'lethe.rpc.workspace-ownership.member.read-role',
];

/** Nothing is done and nobody is let in for what these answer: they show something, or a secret in the input decides. */
const plain = [
  'lethe.rpc.cancellation.cancellation.confirm',
  'lethe.rpc.cancellation.cancellation.read-status',
  'lethe.rpc.cancellation.stopping.send-code',
  'lethe.rpc.cancellation.stopping.stop',
  'lethe.rpc.identity.account.read-objections',
  'lethe.rpc.identity.agreement.list',
  'lethe.rpc.identity.password-reset.ask',
  'lethe.rpc.identity.password-reset.complete',
  'lethe.rpc.identity.people.read',
  'lethe.rpc.identity.registration.confirm',
  'lethe.rpc.identity.registration.correct-email',
  'lethe.rpc.identity.registration.read',
  'lethe.rpc.identity.registration.request',
  'lethe.rpc.identity.registration.resend-code',
  'lethe.rpc.identity.service.read',
  'lethe.rpc.identity.staff.accept-invitation',
  'lethe.rpc.identity.staff.preview-invitation',
  'lethe.rpc.notification.mailbox.read',
  'lethe.rpc.session.session.count',
  'lethe.rpc.ticketing.ticket.read-closures',
  'lethe.rpc.ticketing.ticket.read-unclosed',
  'lethe.rpc.workspace-ownership.invitation.preview',
  'lethe.rpc.workspace-ownership.ownership.read',
];

describe('A call that a service or the operator makes (EVT-5)', () => {
  const made = calls.filter(({ callers }) => !callers.every(isPerson));
  const subjectsOf = (some: readonly Call[]) => some.map(({ subject }) => subject).toSorted();

  it('proves the request where it locks, holds, releases, clears, mails or approves', () => {
    expect(subjectsOf(made.filter((call) => call.bound))).toEqual(bound);
  });
  it('is answered with a proof where the answer lets somebody in, or says whom something is about', () => {
    expect(subjectsOf(made.filter((call) => call.signed))).toEqual(signed);
  });
  it('is one of these, or stands among those that need neither', () => {
    expect(subjectsOf(made.filter((call) => !call.bound && !call.signed))).toEqual(plain);
  });
  it('is never a person’s alone: those prove themselves by a token of their own', () => {
    expect(calls.filter((call) => call.callers.every(isPerson) && (call.bound || call.signed))).toEqual([]);
  });
});
