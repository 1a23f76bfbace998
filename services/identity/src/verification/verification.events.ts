import { everyCodePurpose, id, instant } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

const purpose = z.enum(everyCodePurpose);
export const grantPurposes = ['cancellation'] as const;

/** Null: of an address that nobody has (ID-2). */
const accountId = id.nullable();
const asBefore = { 1: (data: Readonly<Record<string, unknown>>) => data };

/**
 * Codes and grants, in the stream of who asks (ADR 44): for sessions and mailed links that is the account, for a browser without a
 * session what its cookie names.
 */
export const verificationEvents = defineEvents({
  CodeSent: {
    version: 2,
    upcasts: asBefore,
    data: z.strictObject({
      accountId,
      purpose,
      codeId: id,
      /** Null: no code fits, and nobody who asks can tell (ID-2). */
      codeHash: z.string().nullable(),
      sentAt: instant,
      expiresAt: instant,
    }),
  },
  CodeRejected: {
    version: 2,
    upcasts: asBefore,
    data: z.strictObject({ accountId, purpose, attemptsLeft: z.int().min(0), rejectedAt: instant }),
  },
  CodeConfirmed: { version: 1, data: z.strictObject({ accountId: id, purpose, confirmedAt: instant }) },
  /** Somebody proved who they are, for one purpose, once. `audience`: the service that takes it. */
  GrantIssued: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      grantId: id,
      purpose: z.enum(grantPurposes),
      audience: z.enum(['cancellation']),
      sessionId: z.string(),
      methods: z.array(z.string()),
      grantedAt: instant,
      expiresAt: instant,
    }),
  },
  /** What logs of before say instead of `GrantIssued`. Nothing writes it any more. */
  CancellationGranted: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      grantId: id,
      sessionId: z.string(),
      methods: z.array(z.string()),
      grantedAt: instant,
      expiresAt: instant,
    }),
  },
});

export type VerificationEvent = EventOf<typeof verificationEvents>;
export type VerificationEventOf<Type extends VerificationEvent['type']> = Extract<VerificationEvent, { type: Type }>;
export type GrantPurpose = (typeof grantPurposes)[number];
export type CodePurpose = (typeof everyCodePurpose)[number];

/** @param asker an account's id, or what the cookie of a browser without a session names. */
export const verificationStream = (asker: string): string => `verification-${asker}`;
