import { dueMigrations } from '@lethe/saga';
import { hourlySendsTable } from '@lethe/service';

const invitations = `create table invitations_v1 (
  invitation_id uuid primary key,
  workspace_id uuid not null,
  email jsonb not null,
  role text not null,
  invited_by uuid not null,
  sender_since timestamptz,
  invited_at timestamptz not null,
  expires_at timestamptz not null
)`;

const members = `create table members_v1 (
  workspace_id uuid not null,
  account_id uuid not null,
  role text not null,
  joined_at timestamptz not null,
  manages_since timestamptz,
  primary key (workspace_id, account_id)
)`;

export const workspaceOwnershipMigrations = [
  ...dueMigrations,
  {
    name: 'workspace-ownership/0001-invitations',
    statements: [
      invitations,
      'create index invitations_v1_of_workspace on invitations_v1 (workspace_id, invited_at desc, invitation_id desc)',
      'create index invitations_v1_of_sender on invitations_v1 (invited_by)',
      hourlySendsTable,
    ],
  },
  {
    name: 'workspace-ownership/0002-members',
    statements: [
      members,
      'create index members_v1_in_order on members_v1 (workspace_id, joined_at, account_id)',
      'create index members_v1_by_role on members_v1 (workspace_id, role, joined_at, account_id)',
      'create index members_v1_of_account on members_v1 (account_id, joined_at, workspace_id)',
    ],
  },
];
