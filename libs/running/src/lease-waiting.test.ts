import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { leases } from './lease.ts';

/** A database in which somebody else holds every lease. */
const taken = () => {
  let asked = 0;
  const query = async () => {
    asked += 1;
    await setImmediate();
    return { rows: [] };
  };
  return { pool: { query } as never, asked: () => asked };
};

describe('Whoever waits for a lease (L11)', () => {
  it('looks as often as it is told, and no more', async () => {
    const { pool, asked } = taken();
    const during = leases(pool, { retryEvery: 50 }).during('words', AbortSignal.timeout(300), () =>
      Promise.reject(new Error('It is held by somebody else.')),
    );
    await expect(during).resolves.toBeUndefined();
    expect(asked()).toBeGreaterThan(0);
    expect(asked()).toBeLessThanOrEqual(7);
  });

  it('does not look at all once it is to stop', async () => {
    const { pool, asked } = taken();
    await leases(pool).during('words', AbortSignal.abort(), () => Promise.resolve());
    expect(asked()).toBe(0);
  });
});
