import { describe, expect, it } from '@jest/globals';
import { cancellationSteps, ReadCancellation } from '@lethe/contracts';
import { attemptsOf } from '../attempts/attempts.ts';
import { cancellationEvents, type CancellationEvent } from '../cancellation/cancellation.events.ts';
import * as facts from '../cancellation/testing/facts.ts';
import { staffViewOf } from './staff-view.ts';

const stream = `cancellation-${facts.accountId}`;
const viewOf = (...history: readonly CancellationEvent[]) =>
  staffViewOf(
    attemptsOf(history.map((event, index) => ({ ...event, stream, revision: BigInt(index), recordedAt: facts.at }))),
  );

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

  it('is nothing where nobody has confirmed', () => {
    expect(viewOf()).toBeUndefined();
  });

  it('tells everything that can happen by a name of the contract', () => {
    expect([...cancellationSteps].toSorted()).toEqual(Object.keys(cancellationEvents).toSorted());
  });
});
