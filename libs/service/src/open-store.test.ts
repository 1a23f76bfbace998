import { describe, expect, it } from '@jest/globals';
import { postgresPool } from '@lethe/event-store-postgres';
import { openStore } from './open-store.ts';

const pool = postgresPool('postgres://nobody@127.0.0.1:1/none');
const where = { service: 'identity', pool, listenUrl: 'postgres://nobody@127.0.0.1:1/none' };

describe('The event store of a service (RUN-3)', () => {
  it('is PostgreSQL unless something else is chosen', async () => {
    const { store, close } = await openStore({ ...where, settings: { LETHE_EVENT_STORE: 'postgres' } });
    expect(store).toHaveProperty('append');
    await close();
  });

  it('is KurrentDB where that is chosen, and says so where its URL is missing', async () => {
    const settings = { LETHE_EVENT_STORE: 'kurrentdb' } as const;
    await expect(openStore({ ...where, settings })).rejects.toThrow('LETHE_KURRENTDB_URL is not set');
  });

  it('does not start on a KurrentDB that does not answer', async () => {
    const settings = {
      LETHE_EVENT_STORE: 'kurrentdb',
      LETHE_KURRENTDB_URL: 'kurrentdb://127.0.0.1:1?tls=false',
    } as const;
    await expect(openStore({ ...where, settings })).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });
});
