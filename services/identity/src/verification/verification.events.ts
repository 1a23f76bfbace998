import { everyCodePurpose, id, instant } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

const purpose = z.enum(everyCodePurpose);

export const verificationEvents = defineEvents({
  CodeSent: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      purpose,
      codeId: id,
      codeHash: z.string(),
      sentAt: instant,
      expiresAt: instant,
    }),
  },
  CodeRejected: {
    version: 1,
    data: z.strictObject({ accountId: id, purpose, attemptsLeft: z.int().min(0), rejectedAt: instant }),
  },
  CodeConfirmed: { version: 1, data: z.strictObject({ accountId: id, purpose, confirmedAt: instant }) },
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
export type CodePurpose = (typeof everyCodePurpose)[number];

export const verificationStream = (accountId: string): string => `verification-${accountId}`;
