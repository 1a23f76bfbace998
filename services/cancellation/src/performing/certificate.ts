import { agreementDigestRecipe, emailDigestRecipe, type CertificateStatement } from '@lethe/certificate';
import { dayMs, instantAfter } from '@lethe/deciding';
import type { Cancellation } from '../cancellation/cancellation.ts';

/** CAN-11: what everybody cleared and when, and how its digests are made (X3). */
export const certificateOf = (
  { accountId, cancellationId, confirmedAt, finalAt, participants, agreements, ...rest }: Cancellation,
  issuedAt: string,
  backUpDays: number,
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
  keysInBackUpsUntil: instantAfter(issuedAt, backUpDays * dayMs),
});
