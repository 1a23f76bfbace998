import type { AskerKind } from '@lethe/contracts';
import { fold, isRefusal } from '@lethe/deciding';
import { specify } from '@lethe/deciding/specify';
import { describe, expect, it } from '@jest/globals';
import type { FactorsEvent } from '../factors.events.ts';
import {
  accepted,
  accountId,
  after,
  at,
  firstHash,
  minutes,
  now,
  otherSessionId,
  rejectedUntil,
  sessionId,
  unbound,
  used,
  withFactor,
} from '../testing/factors.given.ts';
import { nothing, type Proof } from './proof.ts';
import { checkCode } from './check-code.ts';
import { factorsFold } from '../factors.ts';

const given = specify(factorsFold, { checkCode });
const check = (proof: Proof, checkedAt = at, asker: AskerKind = 'stranger') =>
  ({ type: 'CheckCode', data: { accountId, asker, proof, at: checkedAt } }) as const;
const wrong = [1, 2, 3, 4].map(() => rejectedUntil(null));

describe('A TOTP code (MFA-3)', () => {
  it('is accepted for a step after the last accepted one', () => {
    given(...withFactor)
      .when(check({ step: now + 1 }))
      .then(accepted(now + 1));
  });

  it('is accepted once', () => {
    given(...withFactor, accepted(now + 1))
      .when(check({ step: now + 1 }))
      .refused('second-factor-wrong');
  });

  it('that bound the factor is spent', () => {
    given(...withFactor)
      .when(check({ step: now }))
      .refused('second-factor-wrong');
  });

  it('of an earlier step is refused once a later one was accepted', () => {
    given(...withFactor, accepted(now + 2))
      .when(check({ step: now + 1 }))
      .refused('second-factor-wrong');
  });

  it('is refused where there is no factor', () => {
    given()
      .when(check({ step: now }))
      .refused('no-factor');
    given(...withFactor, unbound)
      .when(check({ step: now + 1 }))
      .refused('no-factor');
  });
});

describe('The revision of second factors (SES-3)', () => {
  const revised = (...history: readonly FactorsEvent[]) => {
    const { revision, changedIn } = fold(factorsFold, history);
    return { revision, changedIn };
  };
  const elsewhere = { ...unbound, data: { ...unbound.data, sessionId: otherSessionId } } as FactorsEvent;

  it('counts what changes what a sign-in needs, and nothing else', () => {
    expect(revised()).toEqual({ revision: 0, changedIn: undefined });
    expect(revised(...withFactor, accepted(now + 1), used(firstHash), rejectedUntil(null)).revision).toBe(1);
    expect(revised(...withFactor, unbound, ...withFactor).revision).toBe(3);
  });

  it('knows in which session it was changed, and since when in no other one', () => {
    expect(revised(...withFactor).changedIn).toEqual({ sessionId, since: 0 });
    expect(revised(...withFactor, unbound, ...withFactor).changedIn).toEqual({ sessionId, since: 0 });
    expect(revised(...withFactor, elsewhere).changedIn).toEqual({ sessionId: otherSessionId, since: 1 });
    expect(revised(...withFactor, elsewhere, ...withFactor).changedIn).toEqual({ sessionId, since: 2 });
  });

  it('is recorded with the code that it was right for', () => {
    given(...withFactor, unbound, ...withFactor)
      .when(check({ step: now + 1 }))
      .then({
        type: 'CodeAccepted',
        data: { accountId, step: now + 1, revision: 3, asker: 'stranger', acceptedAt: at },
      });
    given(...withFactor, unbound, ...withFactor)
      .when(check({ recoveryHash: firstHash }))
      .then({
        type: 'RecoveryCodeUsed',
        data: { accountId, hash: firstHash, revision: 3, asker: 'stranger', usedAt: at },
      });
  });
});

describe('A recovery code (MFA-1)', () => {
  it('is accepted once', () => {
    given(...withFactor)
      .when(check({ recoveryHash: firstHash }))
      .then(used(firstHash));
    given(...withFactor, used(firstHash))
      .when(check({ recoveryHash: firstHash }))
      .refused('second-factor-wrong');
  });

  it('that was never issued counts as a failure', () => {
    given(...withFactor)
      .when(check({ recoveryHash: 'x'.repeat(43) }))
      .then(rejectedUntil(null));
  });
});

describe('Wrong codes (MFA-3)', () => {
  it('lock the factor at the fifth, not at the fourth', () => {
    given(...withFactor, ...wrong.slice(1))
      .when(check(nothing))
      .then(rejectedUntil(null));
    given(...withFactor, ...wrong)
      .when(check(nothing))
      .then(rejectedUntil(after(minutes(1))));
  });

  it('are not even tried while it is locked, and neither is a right one', () => {
    const locked = [...withFactor, ...wrong, rejectedUntil(after(minutes(1)))];
    const justBefore = after(minutes(1) - 1);
    given(...locked)
      .when(check({ step: now + 1 }, justBefore))
      .refused('factor-locked', { retryAt: after(minutes(1)) });
    given(...locked)
      .when(check({ recoveryHash: firstHash }, justBefore))
      .refused('factor-locked', { retryAt: after(minutes(1)) });
  });

  it('may be tried again at the very end of the lock', () => {
    given(...withFactor, ...wrong, rejectedUntil(after(minutes(1))))
      .when(check({ step: now + 2 }, after(minutes(1))))
      .then({
        type: 'CodeAccepted',
        data: { accountId, step: now + 2, revision: 1, asker: 'stranger', acceptedAt: after(minutes(1)) },
      });
  });

  it('lock for 1, 5, 15, 60 minutes, 4 hours, then a day each time', () => {
    expect(locksOf(35)).toEqual([1, 5, 15, 60, 240, 1440, 1440]);
  });

  it('are forgiven by a right one', () => {
    given(...withFactor, ...wrong, accepted(now + 1))
      .when(check(nothing))
      .then(rejectedUntil(null));
    given(...withFactor, ...wrong, used(firstHash))
      .when(check(nothing))
      .then(rejectedUntil(null));
  });

  it('do not count where a spent code was sent again', () => {
    const { guesses } = given(...withFactor, accepted(now + 1)).state();
    expect(guesses.stranger.failures).toBe(0);
    given(...withFactor, ...wrong, used(firstHash), ...wrong)
      .when(check({ recoveryHash: firstHash }))
      .refused('second-factor-wrong');
  });
});

describe('Wrong codes of strangers who know the password (ID-2a, I2)', () => {
  const locked = [...withFactor, ...wrong, rejectedUntil(after(minutes(1)))];

  it.each(['session', 'device'] as const)('keep out no %s', (asker) => {
    given(...locked)
      .when(check({ step: now + 1 }, at, asker))
      .then(accepted(now + 1, asker));
    given(...locked)
      .when(check(nothing, at, asker))
      .then(rejectedUntil(null, asker));
  });

  it('are not forgiven by a right one of somebody else', () => {
    given(...locked, accepted(now + 1, 'device'))
      .when(check({ step: now + 2 }))
      .refused('factor-locked', { retryAt: after(minutes(1)) });
  });
});

/** Minutes of each lock while somebody guesses wrongly, this many times, as soon as they may. */
const locksOf = (guesses: number): readonly number[] => {
  const history: FactorsEvent[] = [...withFactor];
  let clock = at;
  const locks: number[] = [];
  for (let guess = 0; guess < guesses; guess += 1) {
    const events = checkCode(check(nothing, clock), fold(factorsFold, history));
    if (isRefusal(events)) throw new Error('Nothing may be locked here.');
    history.push(...events);
    const { lockedUntil } = fold(factorsFold, history).guesses.stranger;
    if (lockedUntil === undefined || Date.parse(lockedUntil) <= Date.parse(clock)) continue;
    locks.push((Date.parse(lockedUntil) - Date.parse(clock)) / minutes(1));
    clock = lockedUntil;
  }
  return locks;
};
