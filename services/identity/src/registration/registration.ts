import { subjectOf, type Personal } from '@lethe/contracts';
import { codeAttempts, type LiveCode } from '../verification/live-code.ts';
import type { RegistrationEvent } from './registration.events.ts';

export type PendingRegistration = Readonly<{
  status: 'pending';
  registrationId: string;
  email: Personal<string>;
  username: Personal<string>;
  passwordHash: Personal<string>;
  code: LiveCode;
  requestedAt: string;
  expiresAt: string;
}>;

export type Registration =
  Readonly<{ status: 'unknown' }> | PendingRegistration | Readonly<{ status: 'confirmed' | 'ended' }>;

export const registrationStream = (registrationId: string): string => `registration-${registrationId}`;
/** Its key dies with it: after a day, or as soon as it is confirmed. */
export const registrationSubject = (registrationId: string): string =>
  subjectOf({ of: 'registrationId' }, registrationId);

export const unknown: Registration = { status: 'unknown' };

export const evolve = (registration: Registration, event: RegistrationEvent): Registration => {
  if (event.type === 'RegistrationRequested') {
    const { codeHash, codeExpiresAt, ...data } = event.data;
    const code = { hash: codeHash, expiresAt: codeExpiresAt, attemptsLeft: codeAttempts };
    return { status: 'pending', ...data, code };
  }
  if (event.type === 'RegistrationConfirmed') return { status: 'confirmed' };
  if (event.type === 'RegistrationEnded') return { status: 'ended' };
  if (registration.status !== 'pending') throw new Error(`${event.type} of a registration that is not pending`);
  return { ...registration, code: { ...registration.code, attemptsLeft: event.data.attemptsLeft } };
};
