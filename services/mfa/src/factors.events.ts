import { id, instant, personal } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

/** An HMAC of the recovery code under the service's index key. The code itself is stored nowhere. */
const codeHash = z.string().length(43);
/** RFC 6238: the count of 30 s periods since 1970. */
const step = z.int().min(0);

export const factorsEvents = defineEvents({
  TotpBindingStarted: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      /** Base32. */
      secret: personal(z.string(), { of: 'accountId' }),
      startedAt: instant,
    }),
  },
  /** The session in which it happened stays; the others end (SES-3). */
  TotpBound: { version: 1, data: z.strictObject({ accountId: id, sessionId: id, step, boundAt: instant }) },
  RecoveryCodesIssued: {
    version: 1,
    data: z.strictObject({ accountId: id, hashes: z.array(codeHash).length(10), issuedAt: instant }),
  },
  CodeAccepted: { version: 1, data: z.strictObject({ accountId: id, step, acceptedAt: instant }) },
  RecoveryCodeUsed: { version: 1, data: z.strictObject({ accountId: id, hash: codeHash, usedAt: instant }) },
  CodeRejected: {
    version: 1,
    data: z.strictObject({ accountId: id, rejectedAt: instant, lockedUntil: instant.nullable() }),
  },
  TotpUnbound: { version: 1, data: z.strictObject({ accountId: id, sessionId: id, unboundAt: instant }) },
});

export type FactorsEvent = EventOf<typeof factorsEvents>;
export type FactorsEventOf<Type extends FactorsEvent['type']> = Extract<FactorsEvent, { type: Type }>;
