import type { Message, Refusal } from '@lethe/deciding';
import { checkCode, codeExpired } from '../verification/live-code.ts';
import type { RegistrationEventOf } from './registration.events.ts';
import type { Registration } from './registration.ts';

export type ConfirmRegistration = Message<'ConfirmRegistration', { accountId: string; codeHash: string; at: string }>;

/** A registration that is unknown or over answers like one whose code is too old. */
export const confirmRegistration = (
  { data: { accountId, codeHash, at } }: ConfirmRegistration,
  registration: Registration,
):
  | readonly RegistrationEventOf<'RegistrationConfirmed' | 'RegistrationCodeRejected'>[]
  | Refusal<'code-expired', Record<never, never>> => {
  if (registration.status !== 'pending') return codeExpired;
  const { registrationId, code } = registration;
  const check = checkCode(code, codeHash, at);
  if (check.result === 'expired') return codeExpired;
  if (check.result === 'wrong') {
    const { attemptsLeft } = check;
    return [{ type: 'RegistrationCodeRejected', data: { registrationId, attemptsLeft, rejectedAt: at } }];
  }
  return [{ type: 'RegistrationConfirmed', data: { registrationId, accountId, confirmedAt: at } }];
};
