import { describe, expect, it } from '@jest/globals';
import { eventStoreMigrations, migrate, postgresPool } from '@lethe/event-store-postgres';
import { allSetAside, runningMigrations, setAsideBy } from '@lethe/running';
import { freshDatabase } from '@lethe/testing';
import { busMigrations } from './bus.migrations.ts';

describe('What a build before had parked', () => {
  it('waits for a person as it did, in its order; a clearing does not, since it is asked for again (L4, L8)', async () => {
    const { url, drop } = await freshDatabase();
    const pool = postgresPool(url, 2);
    const [first = busMigrations[0], ...later] = busMigrations;
    if (first === undefined) throw new Error('There are no migrations.');
    await migrate(pool, [...eventStoreMigrations, ...runningMigrations, first]);
    const parked = `insert into parked_messages (durable, entity_id, stream, sequence, stored_at, subject, error) values`;
    await pool.query(`${parked} ('mfa-note-p0', 'a', 'LETHE_MFA', 7, '2026-11-24T08:00:00.000Z', 's', 'TypeError'),
      ('mfa-note-p0', 'a', 'LETHE_MFA', 9, '2026-11-24T08:00:01.000Z', 's', 'Behind'),
      ('mfa-clear-account-p0', 'a', 'LETHE_CANCELLATION', 3, '2026-11-24T08:00:00.000Z', 's', 'TypeError')`);
    await migrate(pool, [...eventStoreMigrations, ...runningMigrations, first, ...later]);
    expect(await allSetAside(pool)).toMatchObject([
      {
        worker: 'mfa-note-p0',
        entity: 'a',
        place: 'LETHE_MFA 7 2026-11-24T08:00:00.000Z',
        kind: 'poison',
        nextTry: null,
      },
      { worker: 'mfa-note-p0', entity: 'a', place: 'LETHE_MFA 9 2026-11-24T08:00:01.000Z', kind: 'behind' },
    ]);
    expect(await setAsideBy(pool, 'mfa-note-p0').take()).toBeUndefined();
    await pool.end();
    await drop();
  });
});
