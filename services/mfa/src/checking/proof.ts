import type { Factors } from '../factors.ts';
import { normalisedRecoveryCode } from '../recovery/recovery-code.ts';
import { isTotpCode, matchedStep } from './totp-code.ts';

/** What a code turned out to be: the step of the bound secret it belongs to, or the hash of a recovery code. */
export type Proof = Readonly<{ step: number } | { recoveryHash: string } | { nothing: true }>;

export const nothing: Proof = { nothing: true };

/** @param hashOf the hash under which a normalised recovery code would be stored. */
export const proofOf = (
  { totp }: Factors,
  code: string,
  { at, hashOf }: Readonly<{ at: string; hashOf: (normalised: string) => string }>,
): Proof => {
  if (!isTotpCode(code)) return { recoveryHash: hashOf(normalisedRecoveryCode(code)) };
  const step = totp === undefined ? undefined : matchedStep(totp.secret, code, at);
  return step === undefined ? nothing : { step };
};
