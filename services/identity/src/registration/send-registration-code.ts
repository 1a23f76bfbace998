import { isShredded, normalisedEmail } from '@lethe/contracts';
import { isBefore, refuse, type Message, type Refusal } from '@lethe/deciding';
import { secondsAfter } from '../verification/instants.ts';
import { codeSeconds } from '../verification/live-code.ts';
import { secondsBetweenSends } from '../verification/send-code.ts';
import type { RegistrationEventOf } from './registration.events.ts';
import type { PendingRegistration, Registration } from './registration.ts';

type Code = Readonly<{ codeHash: string; addressKnown: boolean; at: string }>;

export type ResendRegistrationCode = Message<'ResendRegistrationCode', Code>;
export type CorrectRegistrationEmail = Message<'CorrectRegistrationEmail', Code & Readonly<{ email: string }>>;

export type SendRefusal =
  Refusal<'registration-unknown', Record<never, never>> | Refusal<'code-too-soon', { retryAt: string }>;

/** When a code may go to this address again (ID-7); undefined where none went yet. Another mailbox need not wait. */
export const resendAt = ({ sends }: PendingRegistration, email: string): string | undefined => {
  const mailbox = normalisedEmail(email);
  const last = sends.findLast((send) => !isShredded(send.email) && normalisedEmail(send.email) === mailbox);
  return last && secondsAfter(last.at, secondsBetweenSends);
};

/** The address of a registration that still waits; undefined where it is over, or its key is gone. */
export const waitingFor = (
  registration: Registration,
  at: string,
): Readonly<{ pending: PendingRegistration; email: string }> | undefined =>
  registration.status !== 'pending' || isShredded(registration.email) || !isBefore(at, registration.expiresAt)
    ? undefined
    : { pending: registration, email: registration.email };

const sent = ({ codeHash, addressKnown, at }: Code) => ({
  codeHash: addressKnown ? null : codeHash,
  codeExpiresAt: secondsAfter(at, codeSeconds),
});

/** ID-1: another code to the same address. A known address gets its mail like an unknown one (ID-2). */
export const resendRegistrationCode = (
  { data }: ResendRegistrationCode,
  registration: Registration,
): readonly RegistrationEventOf<'RegistrationCodeSent'>[] | SendRefusal => {
  const waiting = waitingFor(registration, data.at);
  if (waiting === undefined) return refuse('registration-unknown');
  const { pending, email } = waiting;
  const next = resendAt(pending, email);
  if (next !== undefined && isBefore(data.at, next)) return refuse('code-too-soon', { retryAt: next });
  const { registrationId } = pending;
  return [{ type: 'RegistrationCodeSent', data: { registrationId, ...sent(data), sentAt: data.at } }];
};

/** ID-1: the registration stays, its code does not: whoever has the wrong address can do nothing with it. */
export const correctRegistrationEmail = (
  { data }: CorrectRegistrationEmail,
  registration: Registration,
): readonly RegistrationEventOf<'RegistrationEmailCorrected'>[] | SendRefusal => {
  const waiting = waitingFor(registration, data.at);
  if (waiting === undefined) return refuse('registration-unknown');
  const { pending } = waiting;
  const next = resendAt(pending, data.email);
  if (next !== undefined && isBefore(data.at, next)) return refuse('code-too-soon', { retryAt: next });
  const { registrationId } = pending;
  const { email, at } = data;
  return [{ type: 'RegistrationEmailCorrected', data: { registrationId, email, ...sent(data), correctedAt: at } }];
};
