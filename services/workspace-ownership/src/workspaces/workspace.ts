import type { Fold } from '@lethe/deciding';
import type { MemberRole, WorkspaceEvent } from './workspace.events.ts';

/** A member's own role; the owner is a member too, and what it would be without the ownership is never seen. */
type Seat = Readonly<{ role: MemberRole; joinedAt: string }>;
export type Role = MemberRole | 'owner';

/** An open workspace names its owner in one place, so that it cannot have two or none (WS-1). */
export type OpenWorkspace = Readonly<{
  status: 'open';
  name: string;
  ownerId: string;
  members: ReadonlyMap<string, Seat>;
}>;
export type Workspace = OpenWorkspace | Readonly<{ status: 'none' | 'closed' }>;

export const roleOf = (workspace: Workspace, accountId: string): Role | undefined => {
  if (workspace.status !== 'open') return undefined;
  return accountId === workspace.ownerId ? 'owner' : workspace.members.get(accountId)?.role;
};

const evolve = (workspace: Workspace, event: WorkspaceEvent): Workspace => {
  if (event.type === 'WorkspaceCreated') {
    const { name, ownerId, createdAt } = event.data;
    return { status: 'open', name, ownerId, members: new Map([[ownerId, asAdministrator(createdAt)]]) };
  }
  if (workspace.status !== 'open') throw new Error(`${event.type} in a workspace that is not open.`);
  switch (event.type) {
    case 'MemberJoined':
      return seated(workspace, event.data.accountId, { role: event.data.role, joinedAt: event.data.joinedAt });
    case 'RoleChanged':
      return withRole(workspace, event.data.accountId, event.data.role);
    case 'MemberLeft':
      return without(workspace, event.data.accountId);
    case 'OwnershipTransferred':
      return { ...withRole(workspace, event.data.from, 'administrator'), ownerId: event.data.to };
    case 'WorkspaceClosed':
      return { status: 'closed' };
  }
};

const asAdministrator = (joinedAt: string): Seat => ({ role: 'administrator', joinedAt });

const seated = (workspace: OpenWorkspace, accountId: string, seat: Seat): OpenWorkspace => ({
  ...workspace,
  members: new Map([...workspace.members, [accountId, seat]]),
});

const withRole = (workspace: OpenWorkspace, accountId: string, role: MemberRole): OpenWorkspace => {
  const seat = workspace.members.get(accountId);
  if (seat === undefined) throw new Error('A role without a member.');
  return seated(workspace, accountId, { ...seat, role });
};

const without = (workspace: OpenWorkspace, accountId: string): OpenWorkspace => ({
  ...workspace,
  members: new Map([...workspace.members].filter(([each]) => each !== accountId)),
});

export const workspaceFold: Fold<Workspace, WorkspaceEvent> = { initial: { status: 'none' }, evolve };
