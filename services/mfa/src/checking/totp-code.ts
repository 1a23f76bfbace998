import { isShredded, type Personal } from '@lethe/contracts';
import { verifySync } from 'otplib';

export const stepSeconds = 30;
const sixDigits = /^\d{6}$/;

export const isTotpCode = (code: string): boolean => sixDigits.test(code);

/**
 * The step whose code this is, one step either side of now (RFC 6238 section 5.2); undefined where it is none of these.
 * Whether the step is spent is the decider's to say: otplib's `afterTimeStep` throws once the clock was set back.
 */
export const matchedStep = (secret: Personal<string>, code: string, at: string): number | undefined => {
  if (isShredded(secret) || !isTotpCode(code)) return undefined;
  const epoch = Math.floor(Date.parse(at) / 1000);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: stepSeconds });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
};
