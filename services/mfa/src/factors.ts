import type { Personal } from '@lethe/contracts';
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

/** With the revision of what a sign-in needs (SES-3). */
export type Factors = Revised &
  Readonly<{
    /** A binding that waits for its first code. */
    binding: Readonly<{ secret: Secret; startedAt: string }> | undefined;
    totp: Totp | undefined;
    recovery: RecoveryCodes;
    /** Wrong codes since the last right one. */
    failures: number;
    lockedUntil: string | undefined;
  }>;

const noCodes: RecoveryCodes = { unused: new Set(), used: new Set() };

export const noFactors: Factors = {
  binding: undefined,
  totp: undefined,
  recovery: noCodes,
  failures: 0,
  lockedUntil: undefined,
  ...unrevised,
};

const forgiven = { failures: 0, lockedUntil: undefined } as const;

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
      return { ...factors, ...forgiven, ...revise(factors, event.data.sessionId), binding: undefined, totp };
    }
    case 'RecoveryCodesIssued':
      return { ...factors, recovery: { unused: new Set(event.data.hashes), used: new Set() } };
    case 'CodeAccepted': {
      const { totp } = factors;
      if (totp === undefined) throw new Error('CodeAccepted before TotpBound.');
      return { ...factors, ...forgiven, totp: { ...totp, lastStep: event.data.step } };
    }
    case 'RecoveryCodeUsed':
      return { ...factors, ...forgiven, recovery: used(factors.recovery, event.data.hash) };
    case 'CodeRejected':
      return {
        ...factors,
        failures: factors.failures + 1,
        lockedUntil: event.data.lockedUntil ?? factors.lockedUntil,
      };
    case 'TotpUnbound':
      return { ...factors, ...revise(factors, event.data.sessionId), totp: undefined, recovery: noCodes };
  }
};

export const factorsFold: Fold<Factors, FactorsEvent> = { initial: noFactors, evolve };
