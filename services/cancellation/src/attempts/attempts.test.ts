import { describe, expect, it } from '@jest/globals';
import { firstToClear } from '@lethe/contracts';
import type { CancellationEvent } from '../cancellation/cancellation.events.ts';
import * as facts from '../cancellation/testing/facts.ts';
import { attemptsOf } from './attempts.ts';

const { at, dueBy, cancellationOf } = facts;
const stream = `cancellation-${facts.accountId}`;
const recordedAt = '2026-11-24T08:00:09.000Z';

const told = (...history: readonly CancellationEvent[]) =>
  attemptsOf(history.map((event, index) => ({ ...event, stream, revision: BigInt(index), recordedAt })));
const only = (...history: readonly CancellationEvent[]) => {
  const [attempt, ...others] = told(...history);
  if (attempt === undefined || others.length > 0) throw new Error('Expected one attempt.');
  return attempt;
};

const nothingYet = {
  confirmedAt: at,
  lockedAt: null,
  finalNotBefore: at,
  finalAt: null,
  clearedAt: null,
  finishedBy: null,
  certifiedAt: null,
  completedAt: null,
  withdrawnAt: null,
  withdrawnBecause: null,
};

describe('An attempt as it is told (CAN-11, ADM-2)', () => {
  it('has its state, and the moments that have come', () => {
    expect(only(facts.requested())).toMatchObject({ state: 'requested', moments: nothingYet, certificate: null });
    const oneLock = [facts.requested(), facts.held(), facts.lockedInIdentity()];
    expect(only(...oneLock).moments).toEqual(nothingYet);
    const locked = { ...nothingYet, lockedAt: at };
    expect(only(...facts.untilLocked)).toMatchObject({ state: 'locked', moments: locked });
    const final = { ...locked, finalAt: at };
    expect(only(...facts.untilAsked)).toMatchObject({ state: 'final', moments: final });
  });

  it('says until when it can be stopped (CAN-7a)', () => {
    expect(only(facts.requested(1, dueBy)).moments.finalNotBefore).toBe(dueBy);
  });

  it('has a certificate with its moment, and then an end', () => {
    const everybody = [...firstToClear, 'notification'] as const;
    const history = [...facts.untilAsked, facts.asked('notification'), ...everybody.map((each) => facts.cleared(each))];
    const certified = only(...history, facts.certified());
    expect(certified.certificate).toBe('a.b.c');
    expect(certified.moments).toMatchObject({ certifiedAt: at, completedAt: null });
    expect(only(...history, facts.certified(), facts.completed())).toMatchObject({
      state: 'completed',
      moments: { completedAt: at },
    });
  });

  it('says until when the last of those who still clear has promised to be done', () => {
    const sooner = '2026-12-01T13:00:00.000Z';
    const accepted = [...facts.untilAsked, facts.accepted('ticketing'), facts.accepted('session', sooner)];
    expect(only(...accepted).moments.finishedBy).toBe(dueBy);
    expect(only(...accepted, facts.cleared('ticketing')).moments.finishedBy).toBe(sooner);
    const all = firstToClear.map((each) => facts.cleared(each));
    expect(only(...accepted, ...all).moments.finishedBy).toBeNull();
  });

  it('has a line for each participant: asked, accepted until when, acknowledged with what', () => {
    const nothing = { askedAt: null, acceptedAt: null, finishedBy: null, acknowledgedAt: null, evidence: null };
    const history = [...facts.untilAsked, facts.accepted('ticketing'), facts.cleared('mfa')];
    const lines = new Map(only(...history).participants.map((line) => [line.participant, line]));
    expect([...lines.keys()]).toEqual([...firstToClear, 'notification']);
    expect(lines.get('notification')).toEqual({ participant: 'notification', ...nothing });
    expect(lines.get('session')).toEqual({ participant: 'session', ...nothing, askedAt: recordedAt });
    const accepted = { askedAt: recordedAt, acceptedAt: recordedAt, finishedBy: dueBy };
    expect(lines.get('ticketing')).toEqual({ participant: 'ticketing', ...nothing, ...accepted });
    const acknowledged = { askedAt: recordedAt, acknowledgedAt: at, evidence: facts.evidence };
    expect(lines.get('mfa')).toEqual({ participant: 'mfa', ...nothing, ...acknowledged });
  });

  it('names those who clear as Final fixed them (X5)', () => {
    const locked = [
      facts.requested(1, at, ['session']),
      facts.held(),
      facts.lockedInIdentity(),
      facts.lockedInSession(),
    ];
    const named = (...history: readonly CancellationEvent[]) =>
      only(...history).participants.map(({ participant }) => participant);
    expect(named(...locked)).toEqual(['session']);
    expect(named(...locked, facts.finalOfBefore)).toEqual(['session']);
    expect(named(...locked, facts.final(1, ['session', 'mfa']))).toEqual(['session', 'mfa']);
  });

  it('says who stopped it and why, where somebody did (A4)', () => {
    const stop = only(...facts.untilLocked, facts.withdrawn(1, 'stopped-by-staff'));
    expect(stop.stopped).toEqual({ by: facts.staffId, reason: 'asked-by-person', at });
    expect(stop.moments).toMatchObject({ withdrawnAt: at, withdrawnBecause: 'stopped-by-staff' });
    expect(only(facts.requested(), facts.withdrawn()).stopped).toBeNull();
  });

  it('stays as it was where another one followed, and gets what is undone late', () => {
    const attempts = told(
      facts.requested(),
      facts.withdrawn(),
      facts.requested(2),
      facts.holdReleased(1),
      facts.held(2),
    );
    expect(attempts.map(({ cancellationId, state, events }) => [cancellationId, state, events.length])).toEqual([
      [cancellationOf(1), 'withdrawn', 3],
      [cancellationOf(2), 'requested', 2],
    ]);
  });
});
