import { agreementDigestRecipe, emailDigestRecipe, type CertificateStatement } from '@lethe/certificate';
import { laterOf } from '@lethe/deciding';
import type { Cancellation } from '../cancellation/cancellation.ts';

/**
 * CAN-11: what everybody cleared and when, and how its digests are made (X3).
 * @param ownKeyGoneBy of the key of the account that cancellation itself destroys next
 */
export const certificateOf = (
  { accountId, cancellationId, confirmedAt, finalAt, participants, agreements, ...rest }: Cancellation,
  ownKeyGoneBy: string,
): CertificateStatement => ({
  accountId,
  cancellationId,
  confirmedAt,
  finalAt,
  asked: participants.map(({ participant }) => participant),
  participants: participants.flatMap(({ participant, evidence }) =>
    evidence === null ? [] : [{ participant, ...evidence }],
  ),
  addressesKeyDestroyedAt: rest.addressesKeyDestroyedAt,
  emailDigest: rest.emailDigest,
  emailDigestRecipe,
  agreements,
  agreementDigestRecipe,
  keysInBackUpsUntil: [rest.addressesKeyGoneBy, ...participants.map(({ evidence }) => evidence?.keyGoneBy)]
    .map((instant) => instant ?? ownKeyGoneBy)
    .reduce(laterOf, ownKeyGoneBy),
});
