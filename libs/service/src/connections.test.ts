import { describe, expect, it } from '@jest/globals';
import { generalSettings } from './settings.ts';
import { connectionsOf, replicasThatFit } from './connections.ts';

const usual = generalSettings.shape.LETHE_POSTGRES_CONNECTIONS.parse(undefined);
/** Of a PostgreSQL as it comes: 100, of which 3 are kept. */
const stock = 97;

describe('Connections to PostgreSQL (L13)', () => {
  it('leave room for two replicas of every service in a server as it comes, and for whoever looks after it', () => {
    expect(replicasThatFit(stock, usual)).toBe(2);
    expect(2 * ((8 - 1) * usual + 2)).toBeLessThanOrEqual(90);
  });

  it.each([3, 4, 6, 11, 17, 200])('are shared out whole, each pool with one at least: %d', (most) => {
    const { log, keys } = connectionsOf(most, true);
    expect(log + keys + 1).toBe(most);
    expect(Math.min(log, keys)).toBeGreaterThan(0);
  });

  it('are two for whoever keeps no log', () => {
    expect(connectionsOf(usual, false)).toEqual({ log: 1, keys: 1 });
  });
});
