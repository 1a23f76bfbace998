import { dueMigrations } from '@lethe/saga';
import { hourlySendsTable } from '@lethe/service';
import { invitationMigrations } from './staff/invitations.view.ts';

/** Counters, not facts: they are overwritten and expire. Buckets are HMACs, so that they show no address. */
const signInFailures = `create table sign_in_failures (
  bucket text primary key,
  count integer not null,
  last_at text not null
)`;

const codeSends = `create table code_sends (
  bucket text not null,
  command_id uuid not null,
  sent_at text not null,
  primary key (bucket, command_id)
)`;

export const identityMigrations = [
  ...dueMigrations,
  { name: 'identity/0001-counters', statements: [signInFailures, codeSends] },
  ...invitationMigrations,
  // Counters of an hour: they begin anew.
  { name: 'identity/0003-hourly-sends', statements: [hourlySendsTable, 'drop table code_sends'] },
];

export type CounterTables = {
  sign_in_failures: { bucket: string; count: number; last_at: string };
};
