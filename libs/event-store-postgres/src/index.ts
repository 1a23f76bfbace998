export { eventStoreMigrations, logRights, safeguards } from './event-store.migrations.ts';
export { digestOf, migrate, migrateOver, notYetRun, type Migration } from './migration.ts';
export { postgresEventStore } from './postgres-event-store.ts';
export { postgresPool } from './postgres-pool.ts';
export { postgresSnapshots } from './postgres-snapshots.ts';
