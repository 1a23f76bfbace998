import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventStoreMigrations } from './event-store.migrations.ts';
import { migrate } from './migration.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { ownDatabase } from './testing/database.ts';
import { command, said } from './testing/writing.ts';

let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  database = await ownDatabase();
  await migrate(database.pool, eventStoreMigrations);
  await postgresEventStore(database.pool).append([said('word-1', 'no-stream', 'kept')], command());
});
afterAll(() => database.close());

describe('Events in PostgreSQL', () => {
  it.each([`update events set data = '{}'`, 'delete from events', 'truncate events', 'truncate events cascade'])(
    'cannot be changed: %s',
    async (statement) => {
      await expect(database.pool.query(statement)).rejects.toThrow('Events are never changed or deleted.');
      expect((await postgresEventStore(database.pool).read('word-1')).events).toHaveLength(1);
    },
  );
});
