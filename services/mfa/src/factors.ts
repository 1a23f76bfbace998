import type { Personal } from '@lethe/contracts';
import type { FactorsEvent } from './factors.events.ts';
import type { Fold } from '@lethe/deciding';

type Secret = Personal<string>;

export type Totp = Readonly<{
  secret: Secret;
  boundAt: string;
  /** The newest step that was accepted. It and all before it are spent. */
  lastStep: number;
}>;

export type RecoveryCodes = Readonly<{ unused: ReadonlySet<string>; used: ReadonlySet<string> }>;

export type Factors = Readonly<{
  /** A binding that waits for its first code. */
  binding: Readonly<{ secret: Secret; startedAt: string }> | undefined;
  totp: Totp | undefined;
  recovery: RecoveryCodes;
  /** Wrong codes since the last right one. */
  failures: number;
  lockedUntil: string | undefined;
  /** How often what a sign-in needs has changed (SES-3). */
  revision: number;
  /** The session of the newest change; all changes since that revision were made in it. */
  changedIn: Readonly<{ sessionId: string; since: number }> | undefined;
}>;

const noCodes: RecoveryCodes = { unused: new Set(), used: new Set() };

export const noFactors: Factors = {
  binding: undefined,
  totp: undefined,
  recovery: noCodes,
  failures: 0,
  lockedUntil: undefined,
  revision: 0,
  changedIn: undefined,
};

const forgiven = { failures: 0, lockedUntil: undefined } as const;

const used = ({ unused, used: before }: RecoveryCodes, hash: string): RecoveryCodes => ({
  unused: new Set([...unused].filter((each) => each !== hash)),
  used: new Set([...before, hash]),
});

const changed = ({ revision, changedIn }: Factors, sessionId: string): Pick<Factors, 'revision' | 'changedIn'> => ({
  revision: revision + 1,
  changedIn: changedIn?.sessionId === sessionId ? changedIn : { sessionId, since: revision },
});

export const evolve = (factors: Factors, event: FactorsEvent): Factors => {
  switch (event.type) {
    case 'TotpBindingStarted':
      return { ...factors, binding: event.data };
    case 'TotpBound': {
      const { binding } = factors;
      if (binding === undefined) throw new Error('TotpBound before TotpBindingStarted.');
      const totp = { secret: binding.secret, boundAt: event.data.boundAt, lastStep: event.data.step };
      return { ...factors, ...forgiven, ...changed(factors, event.data.sessionId), binding: undefined, totp };
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
      return { ...factors, ...changed(factors, event.data.sessionId), totp: undefined, recovery: noCodes };
  }
};

export const factorsFold: Fold<Factors, FactorsEvent> = { initial: noFactors, evolve };
