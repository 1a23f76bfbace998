import { subjectOf, type Language, type Personal } from '@lethe/contracts';
import { codeAttempts, type LiveCode } from '../verification/live-code.ts';
import type { RegistrationEvent } from './registration.events.ts';
import type { Fold } from '@lethe/deciding';

/** A mail with a code, and where it went. */
export type Send = Readonly<{ email: Personal<string>; at: string }>;

export type PendingRegistration = Readonly<{
  status: 'pending';
  registrationId: string;
  email: Personal<string>;
  username: Personal<string>;
  passwordHash: Personal<string>;
  language: Personal<Language | null>;
  timeZone: Personal<string | null>;
  code: LiveCode;
  /** The last to each address that was named: an hourly cap bounds them. */
  sends: readonly Send[];
  /** When the address that it waits for now was named. */
  addressGivenAt: string;
  expiresAt: string;
}>;

export type Registration =
  Readonly<{ status: 'unknown' }> | PendingRegistration | Readonly<{ status: 'confirmed' | 'ended' }>;

/** Its key dies with it: after a day, or as soon as it is confirmed. */
export const registrationSubject = (registrationId: string): string =>
  subjectOf({ of: 'registrationId' }, registrationId);

export const unknown: Registration = { status: 'unknown' };

type Coded = Readonly<{ codeHash: string | null; codeExpiresAt: string }>;

const codeOf = ({ codeHash, codeExpiresAt }: Coded): LiveCode => ({
  hash: codeHash,
  expiresAt: codeExpiresAt,
  attemptsLeft: codeAttempts,
});

const pendingOn = (registration: PendingRegistration, event: RegistrationEvent): Registration => {
  switch (event.type) {
    case 'RegistrationRequested':
      return registration;
    case 'RegistrationPreferencesGiven': {
      const { language, timeZone } = event.data;
      return { ...registration, language, timeZone };
    }
    case 'RegistrationCodeSent': {
      const { email, sends } = registration;
      return { ...registration, code: codeOf(event.data), sends: [...sends, { email, at: event.data.sentAt }] };
    }
    case 'RegistrationEmailCorrected': {
      const { email, correctedAt: at } = event.data;
      const sends = [...registration.sends, { email, at }];
      return { ...registration, email, code: codeOf(event.data), sends, addressGivenAt: at };
    }
    case 'RegistrationCodeRejected':
      return { ...registration, code: { ...registration.code, attemptsLeft: event.data.attemptsLeft } };
    case 'RegistrationConfirmed':
      return { status: 'confirmed' };
    case 'RegistrationEnded':
      return { status: 'ended' };
  }
};

export const evolve = (registration: Registration, event: RegistrationEvent): Registration => {
  if (event.type === 'RegistrationRequested') {
    const { codeHash: _hash, codeExpiresAt: _end, requestedAt, ...data } = event.data;
    const sends = [{ email: data.email, at: requestedAt }];
    const unsaid = { language: null, timeZone: null };
    return { status: 'pending', ...data, ...unsaid, code: codeOf(event.data), sends, addressGivenAt: requestedAt };
  }
  if (registration.status === 'pending') return pendingOn(registration, event);
  if (event.type === 'RegistrationConfirmed') return { status: 'confirmed' };
  if (event.type === 'RegistrationEnded') return { status: 'ended' };
  throw new Error(`${event.type} of a registration that is not pending`);
};

export const registrationFold: Fold<Registration, RegistrationEvent> = { initial: unknown, evolve };
