import { dueMigrations } from '@lethe/saga';
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
];

export type CounterTables = {
  sign_in_failures: { bucket: string; count: number; last_at: string };
  code_sends: { bucket: string; command_id: string; sent_at: string };
};
