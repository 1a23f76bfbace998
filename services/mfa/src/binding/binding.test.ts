import { specify } from '@lethe/deciding/specify';
import { describe, expect, it } from '@jest/globals';
import { nothing } from '../checking/proof.ts';
import {
  accepted,
  accountId,
  after,
  at,
  bound,
  firstHash,
  hashes,
  issued,
  minutes,
  now,
  rejectedUntil,
  secret,
  sessionId,
  started,
  unbound,
  used,
  withFactor,
} from '../testing/factors.given.ts';
import { startBinding } from './start-binding.ts';
import { confirmBinding } from './confirm-binding.ts';
import { unbind } from './unbind.ts';
import { factorsFold } from '../factors.ts';

const given = specify(factorsFold, { startBinding, confirmBinding, unbind });
const start = { type: 'StartBinding', data: { accountId, secret, at } } as const;
const confirm = (step: number | undefined, confirmedAt = at) =>
  ({ type: 'ConfirmBinding', data: { accountId, sessionId, step, recoveryHashes: hashes, at: confirmedAt } }) as const;

describe('Binding a second factor (MFA-1)', () => {
  it('starts with a secret', () => {
    given().when(start).then(started);
  });

  it('may be started again before it is confirmed', () => {
    given(started).when(start).then(started);
  });

  it('is refused where there is one already', () => {
    given(...withFactor)
      .when(start)
      .refused('factor-bound-already');
    given(...withFactor)
      .when(confirm(now + 1))
      .refused('factor-bound-already');
  });

  it('is confirmed by a code and gives ten recovery codes', () => {
    given(started).when(confirm(now)).then(bound, issued);
    expect(given(...withFactor).state().recovery.unused.size).toBe(10);
  });

  it('is not confirmed by a wrong code, and five lock it', () => {
    const wrong = [1, 2, 3, 4].map(() => rejectedUntil(null, 'session'));
    given(started).when(confirm(undefined)).then(rejectedUntil(null, 'session'));
    given(started, ...wrong)
      .when(confirm(undefined))
      .then(rejectedUntil(after(minutes(1)), 'session'));
    given(started, ...wrong, rejectedUntil(after(minutes(1)), 'session'), started)
      .when(confirm(now))
      .refused('factor-locked', { retryAt: after(minutes(1)) });
  });

  it('is refused where it was not started', () => {
    given().when(confirm(now)).refused('binding-not-started');
  });

  it('is possible for 10 minutes after it was started, and not a millisecond longer (SES-7)', () => {
    given(started)
      .when(confirm(undefined, after(minutes(10))))
      .then({
        type: 'CodeRejected',
        data: { accountId, asker: 'session', rejectedAt: after(minutes(10)), lockedUntil: null },
      });
    given(started)
      .when(confirm(now, after(minutes(10) + 1)))
      .refused('binding-not-started');
  });

  it('is possible again after it was undone', () => {
    given(...withFactor, unbound)
      .when(start)
      .then(started);
  });
});

describe('Unbinding the second factor (MFA-5)', () => {
  it('takes a current code', () => {
    given(...withFactor)
      .when({ type: 'Unbind', data: { accountId, sessionId, proof: { step: now + 1 }, at } })
      .then(accepted(now + 1, 'session'), unbound);
  });

  it('takes a recovery code', () => {
    given(...withFactor)
      .when({ type: 'Unbind', data: { accountId, sessionId, proof: { recoveryHash: firstHash }, at } })
      .then(used(firstHash, 'session'), unbound);
  });

  it('makes the recovery codes worthless', () => {
    const { totp, recovery } = given(...withFactor, unbound).state();
    expect(totp).toBeUndefined();
    expect(recovery.unused.size).toBe(0);
  });

  it('does not happen with a wrong or a spent code', () => {
    given(...withFactor)
      .when({ type: 'Unbind', data: { accountId, sessionId, proof: nothing, at } })
      .then(rejectedUntil(null, 'session'));
    given(...withFactor)
      .when({ type: 'Unbind', data: { accountId, sessionId, proof: { step: now }, at } })
      .refused('second-factor-wrong');
  });

  it('is refused where there is none', () => {
    given()
      .when({ type: 'Unbind', data: { accountId, sessionId, proof: nothing, at } })
      .refused('no-factor');
  });
});
