import { describe, expect, it } from '@jest/globals';
import { firstToClear } from '@lethe/contracts';
import { fold } from '@lethe/deciding';
import type { CancellationEvent } from '../cancellation/cancellation.events.ts';
import { cancellationSaga } from '../cancellation/cancellation.saga.ts';
import * as facts from '../cancellation/testing/facts.ts';
import { statusOf } from './status.ts';

const { at, dueBy, cancellationOf } = facts;
const nothingYet = {
  confirmedAt: at,
  finalAt: null,
  clearedAt: null,
  finishedBy: null,
  completedAt: null,
  certificate: null,
};

describe('What the holder of a link sees (CAN-11)', () => {
  const seen = (attempt: number, ...history: readonly CancellationEvent[]) =>
    statusOf(fold(cancellationSaga, history), cancellationOf(attempt));

  it('is the state, with the instants that have come', () => {
    expect(seen(1, facts.requested())).toEqual({ state: 'requested', ...nothingYet });
    expect(seen(1, ...facts.untilLocked)).toEqual({ state: 'locked', ...nothingYet });
    expect(seen(1, ...facts.untilLocked, facts.final())).toEqual({ state: 'final', ...nothingYet, finalAt: at });
  });

  it('is until when the last of those who still clear has promised to be done', () => {
    const sooner = '2026-12-01T13:00:00.000Z';
    const accepted = [...facts.untilAsked, facts.accepted('ticketing'), facts.accepted('session', sooner)];
    expect(seen(1, ...accepted)?.finishedBy).toBe(dueBy);
    expect(seen(1, ...accepted, facts.cleared('ticketing'))?.finishedBy).toBe(sooner);
    expect(seen(1, ...accepted, ...firstToClear.map((each) => facts.cleared(each)))?.finishedBy).toBeNull();
  });

  it('is withdrawn for an attempt that another one followed', () => {
    const history = [facts.requested(), facts.withdrawn(), facts.requested(2)];
    expect(seen(1, ...history)).toEqual({ state: 'withdrawn', ...nothingYet });
    expect(seen(2, ...history)).toEqual({ state: 'requested', ...nothingYet });
  });

  it('is nothing for a cancellation of somebody else', () => {
    expect(seen(2, facts.requested())).toBeUndefined();
  });
});
