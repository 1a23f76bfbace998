import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { addressDigest } from './address-digest.ts';
import { areInOrder, hasEveryKeyDestroyed, hasEverybodyCleared, isStatement } from './checks.ts';
import { certificateIssuer, certificateType, type IssuedStatement } from './statement.ts';

/** What is looked at, in this order. `address` only where an address and a salt are given. */
export type CertificateCheck = 'signature' | 'kind' | 'participants' | 'order' | 'keys-destroyed' | 'address';

export type VerifiedCertificate = Readonly<{
  /** Whether every check does. */
  holds: boolean;
  checks: readonly Readonly<{ check: CertificateCheck; holds: boolean }>[];
  /** What it says, believed or not; null where it cannot be read. */
  statement: IssuedStatement | null;
}>;

export type PublicKeys = Readonly<{ keys: readonly JWK[] }>;
export type AddressClaimed = Readonly<{ email: string; salt: string }>;

/**
 * CAN-11: verifies a certificate of erasure by the public keys alone, offline, in Node and in browsers.
 * @param jwks what `/.well-known/jwks.json` gave at any time from the issue on.
 * @returns never throws: what is no certificate has no check that holds.
 */
export const verifyCertificate = async (
  jws: string,
  jwks: PublicKeys,
  address?: AddressClaimed,
): Promise<VerifiedCertificate> => {
  const { statement, header } = readCertificate(jws);
  const says = (check: (statement: IssuedStatement) => boolean): boolean => statement !== null && check(statement);
  const checks: { check: CertificateCheck; holds: boolean }[] = [
    { check: 'signature', holds: await isSigned(jws, jwks) },
    { check: 'kind', holds: says(({ iss }) => iss === certificateIssuer) && header?.typ === certificateType },
    { check: 'participants', holds: says(hasEverybodyCleared) },
    { check: 'order', holds: says(areInOrder) },
    { check: 'keys-destroyed', holds: says(hasEveryKeyDestroyed) },
  ];
  if (address !== undefined) {
    const digest = await addressDigest(address.salt, address.email);
    checks.push({ check: 'address', holds: says(({ emailDigest }) => emailDigest === digest) });
  }
  return { holds: checks.every(({ holds }) => holds), checks, statement };
};

const readCertificate = (
  jws: string,
): Readonly<{ statement: IssuedStatement | null; header: Readonly<{ typ?: string }> | null }> => {
  try {
    const claims: unknown = decodeJwt(jws);
    return { statement: isStatement(claims) ? claims : null, header: decodeProtectedHeader(jws) };
  } catch {
    return { statement: null, header: null };
  }
};

/** By the service that issues certificates, by its present key or by one that it had before: they share a name. */
const isSigned = async (jws: string, { keys }: PublicKeys): Promise<boolean> => {
  const own = keys.filter(({ kid }) => kid === certificateIssuer);
  const signed = await Promise.all(own.map((key) => isSignedWith(jws, key)));
  return signed.includes(true);
};

const isSignedWith = async (jws: string, key: JWK): Promise<boolean> => {
  try {
    const { protectedHeader } = await compactVerify(jws, await importJWK(key, 'EdDSA'), { algorithms: ['EdDSA'] });
    return protectedHeader.kid === certificateIssuer;
  } catch {
    return false;
  }
};
