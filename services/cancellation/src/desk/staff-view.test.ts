import { describe, expect, it } from '@jest/globals';
import { cancellationSteps, ReadCancellation } from '@lethe/contracts';
import { attemptsOf } from '../attempts/attempts.ts';
import { cancellationEvents, type CancellationEvent } from '../cancellation/cancellation.events.ts';
import * as facts from '../cancellation/testing/facts.ts';
import { staffViewOf } from './staff-view.ts';

const stream = `cancellation-${facts.accountId}`;
const viewAt = (now: string, ...history: readonly CancellationEvent[]) =>
  staffViewOf(
    attemptsOf(history.map((event, index) => ({ ...event, stream, revision: BigInt(index), recordedAt: facts.at }))),
    { now, hours: 2 },
  );
const viewOf = (...history: readonly CancellationEvent[]) => viewAt(facts.at, ...history);

describe('What staff see of a cancellation (ADM-2)', () => {
  it('is the newest attempt whole, and in short those before it, with who stopped them and why (A4)', () => {
    const history = [facts.requested(), facts.withdrawn(1, 'stopped-by-staff'), facts.requested(2), facts.held(2)];
    const view = viewOf(...history);
    expect(ReadCancellation.output.parse({ ...view, closures: null })).toEqual({ ...view, closures: null });
    const line = { accountId: facts.accountId, confirmedAt: facts.at };
    expect(view).toMatchObject({ ...line, cancellationId: facts.cancellationOf(2), attempt: 2, state: 'requested' });
    expect(view?.timeline).toEqual([
      { what: 'CancellationRequested', participant: null, at: facts.at },
      { what: 'OwnershipHeld', participant: null, at: facts.at },
    ]);
    expect(view?.earlier).toEqual([
      {
        ...line,
        cancellationId: facts.cancellationOf(1),
        attempt: 1,
        state: 'withdrawn',
        withdrawnAt: facts.at,
        withdrawnBecause: 'stopped-by-staff',
        stopped: { by: facts.staffId, reason: 'asked-by-person', at: facts.at },
      },
    ]);
  });

  it('says who is late: two hours after it was asked, or past what it promised, and has not cleared (CAN-9)', () => {
    const [deadline, late] = ['2026-11-24T10:00:00.000Z', '2026-11-24T10:00:00.001Z'];
    const lateAt = (now: string, ...more: readonly CancellationEvent[]) =>
      viewAt(now, ...facts.untilAsked, ...more)?.participants.flatMap((each) =>
        each.isLate ? [each.participant] : [],
      );
    const others = lateAt(late, facts.accepted('mfa'));
    expect(lateAt(deadline)).toEqual([]);
    expect(lateAt(late)).toContain('mfa');
    expect(others).not.toContain('mfa');
    expect(lateAt(facts.dueBy, facts.accepted('mfa'))).not.toContain('mfa');
    expect(lateAt('2026-12-03T13:00:00.001Z', facts.accepted('mfa'))).toContain('mfa');
    expect(lateAt('2027-01-01T00:00:00.000Z', facts.cleared('mfa'))).not.toContain('mfa');
    expect(viewAt(late, facts.requested())?.participants.some((each) => each.isLate)).toBe(false);
  });

  it('is nothing where nobody has confirmed', () => {
    expect(viewOf()).toBeUndefined();
  });

  it('tells everything that can happen by a name of the contract', () => {
    expect([...cancellationSteps].toSorted()).toEqual(Object.keys(cancellationEvents).toSorted());
  });
});
