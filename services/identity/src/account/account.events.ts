import { id, instant, language, personal, staffRoles } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

const ownerField = { of: 'accountId' } as const;
/** Cleared last: the mails that tell of the cancellation need it. */
const addresses = { of: 'accountId', key: 'addresses' } as const;
const attempt = z.int().min(1);

export const accountEvents = defineEvents({
  /** How logs of before open an account: the steps below, at once. Nothing writes it any more (ADR 43). */
  AccountRegistered: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      email: personal(z.string(), addresses),
      username: personal(z.string(), ownerField),
      passwordHash: personal(z.string(), ownerField),
      staffRole: z.enum(staffRoles).exactOptional(),
      registeredAt: instant,
    }),
  },
  /** An account is there; what follows in the same append or later says who can do what with it (ADR 43). */
  AccountOpened: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      kind: z.enum(['local', 'sso']),
      /** With which it is opened, so that it never was anything else. */
      staffRole: z.enum(staffRoles).exactOptional(),
      openedAt: instant,
    }),
  },
  EmailClaimed: {
    version: 1,
    data: z.strictObject({ accountId: id, email: personal(z.string(), addresses), claimedAt: instant }),
  },
  UsernameChosen: {
    version: 1,
    data: z.strictObject({ accountId: id, username: personal(z.string(), ownerField), chosenAt: instant }),
  },
  /** Not by who knows the one before, as a change is. Where there was one, everybody who is in is out (SES-3). */
  PasswordSet: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      passwordHash: personal(z.string(), ownerField),
      replaces: z.boolean(),
      setAt: instant,
    }),
  },
  UsernameChanged: {
    version: 1,
    data: z.strictObject({ accountId: id, username: personal(z.string(), ownerField), changedAt: instant }),
  },
  /** API-4. Sealed with the addresses: the last mail is still written in it. */
  PreferencesChanged: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      language: personal(language.nullable(), addresses),
      timeZone: personal(z.string().nullable(), addresses),
      changedAt: instant,
    }),
  },
  PasswordRehashed: {
    version: 1,
    data: z.strictObject({ accountId: id, passwordHash: personal(z.string(), ownerField), rehashedAt: instant }),
  },
  /** The session in which it happened stays; the others end (SES-3). */
  PasswordChanged: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      sessionId: id,
      passwordHash: personal(z.string(), ownerField),
      changedAt: instant,
    }),
  },
  /** Null: no staff any more. Of whom is staff the roster tells; here, with what somebody signs in. */
  StaffRoleChanged: {
    version: 1,
    data: z.strictObject({ accountId: id, staffRole: z.enum(staffRoles).nullable(), changedAt: instant }),
  },
  AccountLocked: { version: 1, data: z.strictObject({ accountId: id, attempt, lockedAt: instant }) },
  AccountUnlocked: { version: 1, data: z.strictObject({ accountId: id, attempt, unlockedAt: instant }) },
  /** The undo of a lock that never happened, for which it is too late from here on; or of one beside which another stays. */
  LockForestalled: { version: 1, data: z.strictObject({ accountId: id, attempt, forestalledAt: instant }) },
  AddressReleased: {
    version: 1,
    data: z.strictObject({ accountId: id, cancellationId: id, releasedAt: instant }),
  },
  EmailDigestMade: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      cancellationId: id,
      digest: z.string(),
      salt: personal(z.string(), addresses),
      madeAt: instant,
    }),
  },
  AddressesCleared: {
    version: 1,
    data: z.strictObject({ accountId: id, cancellationId: id, clearedAt: instant }),
  },
});

export type AccountEvent = EventOf<typeof accountEvents>;
export type AccountEventOf<Type extends AccountEvent['type']> = Extract<AccountEvent, { type: Type }>;

export const accountStream = (accountId: string): string => `account-${accountId}`;
