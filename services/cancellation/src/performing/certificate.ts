import type { Evidence, Participant } from '@lethe/contracts';
import type { Cancellation } from '../cancellation/cancellation.ts';

/** CAN-11: what was cleared, by whom and when. Without personal data: ids, counts, instants and a salted digest. */
export type Certificate = Readonly<{
  accountId: string;
  cancellationId: string;
  confirmedAt: string;
  finalAt: string | null;
  participants: readonly (Evidence & Readonly<{ participant: Participant }>)[];
  addressesKeyDestroyedAt: string | null;
  /** SHA-256 of salt and address, in base64url; the salt is in the last mail alone. */
  emailDigest: string | null;
  /** Until then a back-up may still hold one of the keys. */
  keysInBackUpsUntil: string;
}>;

const dayMs = 86_400_000;

export const certificateOf = (
  { accountId, cancellationId, confirmedAt, finalAt, participants, addressesKeyDestroyedAt, emailDigest }: Cancellation,
  issuedAt: string,
  backUpDays: number,
): Certificate => ({
  accountId,
  cancellationId,
  confirmedAt,
  finalAt,
  participants: participants.flatMap(({ participant, evidence }) =>
    evidence === null ? [] : [{ participant, ...evidence }],
  ),
  addressesKeyDestroyedAt,
  emailDigest,
  keysInBackUpsUntil: new Date(Date.parse(issuedAt) + backUpDays * dayMs).toISOString(),
});
