import { askerKind as asker, id, instant, personal, revision } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

/** An HMAC of the recovery code under the service's index key. The code itself is stored nowhere. */
const codeHash = z.string().length(43);
/** RFC 6238: the count of 30 s periods since 1970. */
const step = z.int().min(0);
/** Of what was accepted before revisions were counted nobody knows which one it was: it is older than any. */
const ofUnknownRevision = (data: Readonly<Record<string, unknown>>) => ({ ...data, revision: 0 });
/** Before askers were told apart all of them were counted as strangers are now. */
const ofUnknownAsker = (data: Readonly<Record<string, unknown>>) => ({ ...data, asker: 'stranger' });

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
  /** With the revision of the factor whose code it was, and for whom guesses are forgotten by it (ID-2a), so that the same attempt sent again is answered alike. */
  CodeAccepted: {
    version: 3,
    data: z.strictObject({ accountId: id, step, revision, asker, acceptedAt: instant }),
    upcasts: { 1: ofUnknownRevision, 2: ofUnknownAsker },
  },
  RecoveryCodeUsed: {
    version: 3,
    data: z.strictObject({ accountId: id, hash: codeHash, revision, asker, usedAt: instant }),
    upcasts: { 1: ofUnknownRevision, 2: ofUnknownAsker },
  },
  CodeRejected: {
    version: 2,
    data: z.strictObject({ accountId: id, asker, rejectedAt: instant, lockedUntil: instant.nullable() }),
    upcasts: { 1: ofUnknownAsker },
  },
  TotpUnbound: { version: 1, data: z.strictObject({ accountId: id, sessionId: id, unboundAt: instant }) },
});

export type FactorsEvent = EventOf<typeof factorsEvents>;
export type FactorsEventOf<Type extends FactorsEvent['type']> = Extract<FactorsEvent, { type: Type }>;

export const factorsStream = (accountId: string): string => `factors-${accountId}`;
