import type { Evidence } from '@lethe/contracts';

/**
 * CAN-11: what was cleared, by whom and when. Without personal data: ids, counts, instants and digests.
 * The optional fields are missing in certificates that were issued before there was such a field; those stay valid.
 */
export type CertificateStatement = Readonly<{
  accountId: string;
  cancellationId: string;
  confirmedAt: string;
  finalAt: string | null;
  /** Everybody who had to clear; fixed when the cancellation was confirmed. */
  asked?: readonly string[];
  participants: readonly (Evidence & Readonly<{ participant: string }>)[];
  addressesKeyDestroyedAt: string | null;
  /** SHA-256 of salt and address, in base64url; the salt is in the last mail alone. */
  emailDigest: string | null;
  emailDigestRecipe?: string;
  /** What the person agreed to: ids, versions, and the digests of the texts that were shown. */
  agreements?: readonly Readonly<{ id: string; version: string; digest: string }>[];
  agreementDigestRecipe?: string;
  /** By then every key is retired that ever wrapped one of them: until then a disk or a back-up may still hold one. */
  keysInBackUpsUntil: string;
}>;

/** As it was issued: `iss` is the service, `iat` the second. */
export type IssuedStatement = CertificateStatement & Readonly<{ iss: string; iat: number }>;

export const certificateType = 'certificate+jwt';
export const certificateIssuer = 'cancellation';
