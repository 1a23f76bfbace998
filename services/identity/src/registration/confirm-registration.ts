import { refuse, type Message, type Refusal } from '@lethe/deciding';
import { checkCode, codeExpired } from '../verification/live-code.ts';
import type { RegistrationEventOf } from './registration.events.ts';
import type { Registration } from './registration.ts';

export type ConfirmRegistration = Message<'ConfirmRegistration', { accountId: string; codeHash: string; at: string }>;

export const registrationUnknown = refuse('registration-unknown');

/** I8: whoever has no registration under way here is not told to ask for another code. */
export const confirmRegistration = (
  { data: { accountId, codeHash, at } }: ConfirmRegistration,
  registration: Registration,
):
  | readonly RegistrationEventOf<'RegistrationConfirmed' | 'RegistrationCodeRejected'>[]
  | Refusal<'code-expired' | 'registration-unknown', Record<never, never>> => {
  if (registration.status !== 'pending') return registrationUnknown;
  const { registrationId, code } = registration;
  const check = checkCode(code, codeHash, at);
  if (check.result === 'expired') return codeExpired;
  if (check.result === 'wrong') {
    const { attemptsLeft } = check;
    return [{ type: 'RegistrationCodeRejected', data: { registrationId, attemptsLeft, rejectedAt: at } }];
  }
  return [{ type: 'RegistrationConfirmed', data: { registrationId, accountId, confirmedAt: at } }];
};
