import { refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import type { FactorsEventOf } from '../factors.events.ts';
import type { Factors } from '../factors.ts';
import { lockOf, rejected, type Guesser } from './guessing.ts';
import type { Proof } from './proof.ts';

export type CheckCode = Message<'CheckCode', Guesser & Readonly<{ proof: Proof }>>;

type Checked = FactorsEventOf<'CodeAccepted' | 'RecoveryCodeUsed' | 'CodeRejected'>;
export type CheckRefusal =
  Refusal<'second-factor-wrong' | 'no-factor'> | Refusal<'factor-locked', Readonly<{ retryAt: string }>>;

const isSpent = (proof: Proof, lastStep: number, spentCodes: ReadonlySet<string>): boolean =>
  ('step' in proof && proof.step <= lastStep) || ('recoveryHash' in proof && spentCodes.has(proof.recoveryHash));

/**
 * MFA-3: a step and a recovery code are accepted once. A spent one is no guess: it is refused and does not count, so that
 * a form sent twice locks nobody out.
 */
export const checkCode = (
  { data: { proof, ...guesser } }: CheckCode,
  factors: Factors,
): Decision<Checked, CheckRefusal> => {
  const { totp, recovery, revision } = factors;
  const { accountId, asker, at } = guesser;
  if (totp === undefined) return refuse('no-factor');
  const locked = lockOf(factors, guesser);
  if (locked !== undefined) return locked;
  if (isSpent(proof, totp.lastStep, recovery.used)) return refuse('second-factor-wrong');
  if ('step' in proof)
    return [{ type: 'CodeAccepted', data: { accountId, step: proof.step, revision, asker, acceptedAt: at } }];
  if ('recoveryHash' in proof && recovery.unused.has(proof.recoveryHash))
    return [{ type: 'RecoveryCodeUsed', data: { accountId, hash: proof.recoveryHash, revision, asker, usedAt: at } }];
  return [rejected(factors, guesser)];
};
