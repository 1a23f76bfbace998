import { isFresh } from '@lethe/contracts';
import { refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import { lockOf, rejected } from '../checking/guessing.ts';
import type { FactorsEventOf } from '../factors.events.ts';
import type { Factors } from '../factors.ts';

export type ConfirmBinding = Message<
  'ConfirmBinding',
  {
    accountId: string;
    sessionId: string;
    /** The step of the new secret that the code belongs to; undefined where it belongs to none. */
    step: number | undefined;
    recoveryHashes: readonly string[];
    at: string;
  }
>;

type Confirmed = FactorsEventOf<'TotpBound' | 'RecoveryCodesIssued' | 'CodeRejected'>;
type ConfirmRefusal =
  Refusal<'binding-not-started' | 'factor-bound-already'> | Refusal<'factor-locked', Readonly<{ retryAt: string }>>;

export const confirmBinding = (
  { data: { accountId, sessionId, step, recoveryHashes, at } }: ConfirmBinding,
  factors: Factors,
): Decision<Confirmed, ConfirmRefusal> => {
  const { totp, binding } = factors;
  if (totp !== undefined) return refuse('factor-bound-already');
  // The code by email that started the binding is a verification, and as fresh as any (SES-7).
  if (binding === undefined || !isFresh(binding.startedAt, at)) return refuse('binding-not-started');
  const guesser = { accountId, asker: 'session', at } as const;
  const locked = lockOf(factors, guesser);
  if (locked !== undefined) return locked;
  if (step === undefined) return [rejected(factors, guesser)];
  return [
    { type: 'TotpBound', data: { accountId, sessionId, step, boundAt: at } },
    { type: 'RecoveryCodesIssued', data: { accountId, hashes: [...recoveryHashes], issuedAt: at } },
  ];
};
