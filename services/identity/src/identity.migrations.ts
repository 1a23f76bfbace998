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

/** Whose session or known device it counts; none where it counts strangers. */
const failuresOfAccounts = [
  'alter table sign_in_failures add column account_id uuid',
  'create index sign_in_failures_of_account on sign_in_failures (account_id)',
];

export const identityMigrations = [
  ...dueMigrations,
  { name: 'identity/0001-counters', statements: [signInFailures, codeSends] },
  ...invitationMigrations,
  // Counters of an hour: they begin anew.
  { name: 'identity/0003-hourly-sends', statements: [hourlySendsTable, 'drop table code_sends'] },
  { name: 'identity/0004-askers', statements: failuresOfAccounts },
];

export type CounterTables = {
  sign_in_failures: { bucket: string; count: number; last_at: string; account_id: string | null };
};
