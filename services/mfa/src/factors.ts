import type { AskerKind, Personal } from '@lethe/contracts';
import { revise, unrevised, type Fold, type Revised } from '@lethe/deciding';
import type { FactorsEvent } from './factors.events.ts';

type Secret = Personal<string>;

export type Totp = Readonly<{
  secret: Secret;
  boundAt: string;
  /** The newest step that was accepted. It and all before it are spent. */
  lastStep: number;
}>;

export type RecoveryCodes = Readonly<{ unused: ReadonlySet<string>; used: ReadonlySet<string> }>;

export type Guesses = Readonly<{
  /** Wrong codes since the last right one. */
  failures: number;
  lockedUntil: string | undefined;
}>;

/** With the revision of what a sign-in needs (SES-3). */
export type Factors = Revised &
  Readonly<{
    /** A binding that waits for its first code. */
    binding: Readonly<{ secret: Secret; startedAt: string }> | undefined;
    totp: Totp | undefined;
    recovery: RecoveryCodes;
    /** Each kind of asker counts for itself: who knows the password locks out strangers alone (ID-2a). */
    guesses: Readonly<Record<AskerKind, Guesses>>;
  }>;

const noCodes: RecoveryCodes = { unused: new Set(), used: new Set() };

const noGuesses: Guesses = { failures: 0, lockedUntil: undefined };
const nobodyGuessed = { session: noGuesses, device: noGuesses, stranger: noGuesses } as const;

export const noFactors: Factors = {
  binding: undefined,
  totp: undefined,
  recovery: noCodes,
  guesses: nobodyGuessed,
  ...unrevised,
};

const guessed = ({ guesses }: Factors, asker: AskerKind, now: Guesses): Pick<Factors, 'guesses'> => ({
  guesses: { ...guesses, [asker]: now },
});

const used = ({ unused, used: before }: RecoveryCodes, hash: string): RecoveryCodes => ({
  unused: new Set([...unused].filter((each) => each !== hash)),
  used: new Set([...before, hash]),
});

export const evolve = (factors: Factors, event: FactorsEvent): Factors => {
  switch (event.type) {
    case 'TotpBindingStarted':
      return { ...factors, binding: event.data };
    case 'TotpBound': {
      const { binding } = factors;
      if (binding === undefined) throw new Error('TotpBound before TotpBindingStarted.');
      const totp = { secret: binding.secret, boundAt: event.data.boundAt, lastStep: event.data.step };
      return { ...factors, guesses: nobodyGuessed, ...revise(factors, event.data.sessionId), binding: undefined, totp };
    }
    case 'RecoveryCodesIssued':
      return { ...factors, recovery: { unused: new Set(event.data.hashes), used: new Set() } };
    case 'CodeAccepted': {
      const { totp } = factors;
      const { asker, step } = event.data;
      if (totp === undefined) throw new Error('CodeAccepted before TotpBound.');
      return { ...factors, ...guessed(factors, asker, noGuesses), totp: { ...totp, lastStep: step } };
    }
    case 'RecoveryCodeUsed': {
      const { asker, hash } = event.data;
      return { ...factors, ...guessed(factors, asker, noGuesses), recovery: used(factors.recovery, hash) };
    }
    case 'CodeRejected': {
      const { asker } = event.data;
      const before = factors.guesses[asker];
      const lockedUntil = event.data.lockedUntil ?? before.lockedUntil;
      return { ...factors, ...guessed(factors, asker, { failures: before.failures + 1, lockedUntil }) };
    }
    case 'TotpUnbound':
      return { ...factors, ...revise(factors, event.data.sessionId), totp: undefined, recovery: noCodes };
  }
};

export const factorsFold: Fold<Factors, FactorsEvent> = { initial: noFactors, evolve };
