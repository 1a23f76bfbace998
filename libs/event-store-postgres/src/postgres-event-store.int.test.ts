import { afterAll, beforeAll } from '@jest/globals';
import { eventStoreContract, snapshotsContract } from '@lethe/event-store/contract';
import { eventStoreMigrations } from './event-store.migrations.ts';
import { migrate } from './migration.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { postgresSnapshots } from './postgres-snapshots.ts';
import { ownDatabase } from './testing/database.ts';

let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  database = await ownDatabase();
  await migrate(database.pool, eventStoreMigrations);
});
afterAll(() => database.close());

eventStoreContract('on PostgreSQL', async () => {
  await database.pool.query('alter table events disable trigger events_are_immutable');
  await database.pool.query('truncate events, look_ups');
  await database.pool.query('alter table events enable trigger events_are_immutable');
  return postgresEventStore(database.pool);
});

snapshotsContract('on PostgreSQL', async () => {
  await database.pool.query('truncate snapshots');
  return postgresSnapshots(database.pool);
});
