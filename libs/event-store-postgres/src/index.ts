export { eventStoreMigrations } from './event-store.migrations.ts';
export { migrate, type Migration } from './migration.ts';
export { postgresEventStore } from './postgres-event-store.ts';
export { postgresPool } from './postgres-pool.ts';
export { postgresSnapshots } from './postgres-snapshots.ts';
