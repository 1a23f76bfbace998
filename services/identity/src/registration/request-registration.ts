import type { Language } from '@lethe/contracts';
import type { Message } from '@lethe/deciding';
import { secondsAfter } from '../verification/instants.ts';
import { codeSeconds } from '../verification/live-code.ts';
import type { RegistrationEventOf } from './registration.events.ts';
import type { Registration } from './registration.ts';

export type RequestRegistration = Message<
  'RequestRegistration',
  {
    registrationId: string;
    email: string;
    username: string;
    passwordHash: string;
    language: Language | null;
    timeZone: string | null;
    codeHash: string;
    addressKnown: boolean;
    at: string;
  }
>;

/** ID-1: what nobody confirmed is forgotten after a day. */
const pendingSeconds = 24 * 3600;

export const requestRegistration = (
  { data: { at, addressKnown, codeHash, language, timeZone, ...data } }: RequestRegistration,
  registration: Registration,
): readonly RegistrationEventOf<'RegistrationRequested' | 'RegistrationPreferencesGiven'>[] => {
  if (registration.status !== 'unknown') return [];
  const code = { codeHash: addressKnown ? null : codeHash, codeExpiresAt: secondsAfter(at, codeSeconds) };
  return [
    {
      type: 'RegistrationRequested',
      data: { ...data, ...code, requestedAt: at, expiresAt: secondsAfter(at, pendingSeconds) },
    },
    ...given(data.registrationId, { language, timeZone }),
  ];
};

type Preferences = Pick<RequestRegistration['data'], 'language' | 'timeZone'>;

const given = (
  registrationId: string,
  { language, timeZone }: Preferences,
): readonly RegistrationEventOf<'RegistrationPreferencesGiven'>[] =>
  language === null && timeZone === null
    ? []
    : [{ type: 'RegistrationPreferencesGiven', data: { registrationId, language, timeZone } }];
