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

const ticketsInTurn = `create table tickets_v2 (
  ticket_id uuid primary key,
  workspace_id uuid,
  submitter_id uuid not null,
  orphaned boolean not null default false,
  type text not null,
  priority text not null,
  subject jsonb,
  state text not null,
  assigned_to uuid,
  submitted_at timestamptz not null,
  answered_at timestamptz,
  closes_at timestamptz,
  due_by timestamptz,
  ended boolean not null default false,
  ended_at timestamptz,
  closed_because text,
  turn bigint not null
)`;

/** Staff's list goes by turn, whatever it is filtered by. */
const inTurn = (filter: string): string =>
  `create index tickets_v2_in_turn_by_${filter} on tickets_v2 (${filter}, ended, turn, ticket_id)`;

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
  {
    name: 'ticketing/0002-tickets-in-turn',
    statements: [
      ticketsInTurn,
      'create index tickets_v2_by_submitter on tickets_v2 (submitter_id, submitted_at desc, ticket_id desc)',
      'create index tickets_v2_in_turn on tickets_v2 (ended, turn, ticket_id)',
      ...['state', 'assigned_to', 'priority', 'type', 'workspace_id'].map(inTurn),
    ],
  },
  {
    name: 'ticketing/0003-tickets-in-turn-only',
    statements: ['drop table tickets_v1', `delete from view_checkpoints where name = 'tickets_v1'`],
  },
];
