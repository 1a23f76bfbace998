import { id, instant, language, personal } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

const ownerField = { of: 'registrationId' } as const;

export const registrationEvents = defineEvents({
  RegistrationRequested: {
    version: 1,
    data: z.strictObject({
      registrationId: id,
      email: personal(z.string(), ownerField),
      username: personal(z.string(), ownerField),
      passwordHash: personal(z.string(), ownerField),
      /** Null where the address had an account already: no code fits, and nobody who asks can tell (ID-2). */
      codeHash: z.string().nullable(),
      codeExpiresAt: instant,
      requestedAt: instant,
      expiresAt: instant,
    }),
  },
  /**
   * API-4: what the browser said. Neither names anybody, but beside each other and a time they narrow down who it was,
   * and the log needs neither: sealed, so that they go with the rest.
   */
  RegistrationPreferencesGiven: {
    version: 1,
    data: z.strictObject({
      registrationId: id,
      language: personal(language.nullable(), ownerField),
      timeZone: personal(z.string().nullable(), ownerField),
    }),
  },
  /** The code was sent again, as another one: the one before is no longer valid. */
  RegistrationCodeSent: {
    version: 1,
    data: z.strictObject({
      registrationId: id,
      codeHash: z.string().nullable(),
      codeExpiresAt: instant,
      sentAt: instant,
    }),
  },
  RegistrationEmailCorrected: {
    version: 1,
    data: z.strictObject({
      registrationId: id,
      email: personal(z.string(), ownerField),
      codeHash: z.string().nullable(),
      codeExpiresAt: instant,
      correctedAt: instant,
    }),
  },
  RegistrationCodeRejected: {
    version: 1,
    data: z.strictObject({ registrationId: id, attemptsLeft: z.int().min(0), rejectedAt: instant }),
  },
  RegistrationConfirmed: {
    version: 1,
    data: z.strictObject({ registrationId: id, accountId: id, confirmedAt: instant }),
  },
  RegistrationEnded: {
    version: 1,
    data: z.strictObject({
      registrationId: id,
      because: z.enum(['expired', 'address-cancelled']),
      endedAt: instant,
    }),
  },
});

export type RegistrationEvent = EventOf<typeof registrationEvents>;
export type RegistrationEventOf<Type extends RegistrationEvent['type']> = Extract<RegistrationEvent, { type: Type }>;

export const registrationStream = (registrationId: string): string => `registration-${registrationId}`;
