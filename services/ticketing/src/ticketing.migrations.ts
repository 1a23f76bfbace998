import { dueMigrations } from '@lethe/saga';

const tickets = `create table tickets_v1 (
  ticket_id uuid primary key,
  workspace_id uuid,
  submitter_id uuid not null,
  orphaned boolean not null default false,
  type text not null,
  priority text not null,
  subject jsonb,
  state text not null,
  submitted_at timestamptz not null,
  answered_at timestamptz,
  closes_at timestamptz,
  due_by timestamptz
)`;

export const ticketingMigrations = [
  ...dueMigrations,
  {
    name: 'ticketing/0001-tickets',
    statements: [
      tickets,
      'create index tickets_v1_by_submitter on tickets_v1 (submitter_id, submitted_at desc)',
      `create index tickets_v1_at_the_desk on tickets_v1 ((state = 'closed'), submitted_at desc)`,
    ],
  },
];
