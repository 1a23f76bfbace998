import type { Migration } from '@lethe/event-store-postgres';

export const activityMigrations: readonly Migration[] = [
  {
    name: 'session/0001-activity',
    statements: [
      `create table session_activity_v1 (
         session_id uuid primary key,
         account_id uuid not null,
         last_seen_at timestamptz not null
       )`,
      `create index session_activity_v1_account on session_activity_v1 (account_id)`,
    ],
  },
];
