export { ServerSilent } from './deadline-client.ts';
export { eventStoreMigrations } from './event-store.migrations.ts';
export { migrate, MigrationChanged, type Migration } from './migration.ts';
export { postgresEventStore, type PostgresEventStore } from './postgres-event-store.ts';
export { postgresPool } from './postgres-pool.ts';
export { postgresSnapshots } from './postgres-snapshots.ts';
