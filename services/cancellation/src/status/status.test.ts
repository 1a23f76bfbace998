import { describe, expect, it } from '@jest/globals';
import { ReadCancellationStatus } from '@lethe/contracts';
import { attemptsOf } from '../attempts/attempts.ts';
import * as facts from '../cancellation/testing/facts.ts';
import { statusOf } from './status.ts';

describe('What the holder of a link sees (CAN-11)', () => {
  const history = [...facts.untilLocked, facts.withdrawn(1, 'stopped-by-staff')];
  const stream = `cancellation-${facts.accountId}`;
  const [attempt] = attemptsOf(
    history.map((event, index) => ({ ...event, stream, revision: BigInt(index), recordedAt: facts.at })),
  );

  it('is states and dates: neither whose it is nor who stopped it', () => {
    if (attempt === undefined) throw new Error('There is no attempt.');
    const status = { ...statusOf(attempt), closures: null };
    expect(ReadCancellationStatus.output.parse(status)).toEqual(status);
    const text = JSON.stringify(status);
    for (const kept of [facts.accountId, facts.staffId, 'asked-by-person']) expect(text).not.toContain(kept);
    expect(status).toMatchObject({ state: 'withdrawn', withdrawnBecause: 'stopped-by-staff', withdrawnAt: facts.at });
  });
});
