import type { Fold } from '@lethe/deciding';
import { noSeats, seatOf, withoutSeat, withSeat, type Seat, type Seats } from './seats.ts';
import type { MemberRole, WorkspaceEvent } from './workspace.events.ts';

export type Role = MemberRole | 'owner';

/** An open workspace names its owner in one place, so that it cannot have two or none (WS-1). */
export type OpenWorkspace = Readonly<{
  status: 'open';
  name: string;
  ownerId: string;
  createdAt: string;
  seats: Seats;
}>;
export type Workspace = OpenWorkspace | Readonly<{ status: 'none' | 'closed' }>;

export const roleOf = (workspace: Workspace, accountId: string): Role | undefined => {
  if (workspace.status !== 'open') return undefined;
  return accountId === workspace.ownerId ? 'owner' : seatOf(workspace.seats, accountId)?.role;
};

const evolve = (workspace: Workspace, event: WorkspaceEvent): Workspace => {
  if (event.type === 'WorkspaceCreated') {
    const { name, ownerId, createdAt } = event.data;
    const seat = { role: 'administrator', joinedAt: createdAt, managesSince: createdAt } as const;
    return { status: 'open', name, ownerId, createdAt, seats: withSeat(noSeats, ownerId, seat) };
  }
  if (workspace.status !== 'open') throw new Error(`${event.type} in a workspace that is not open.`);
  switch (event.type) {
    case 'WorkspaceRenamed':
      return { ...workspace, name: event.data.name };
    case 'MemberJoined': {
      const { accountId, role, joinedAt } = event.data;
      return seated(workspace, accountId, withRole({ role, joinedAt }, role, joinedAt));
    }
    case 'RoleChanged': {
      const { accountId, role, changedAt } = event.data;
      return seated(workspace, accountId, withRole(seatIn(workspace, accountId), role, changedAt));
    }
    case 'MemberLeft':
      return { ...workspace, seats: withoutSeat(workspace.seats, event.data.accountId) };
    case 'OwnershipTransferred': {
      const { from, to, transferredAt } = event.data;
      const handed = seated(workspace, from, withRole(seatIn(workspace, from), 'administrator', transferredAt));
      const { managesSince = transferredAt, ...seat } = seatIn(handed, to);
      return { ...seated(handed, to, { ...seat, managesSince }), ownerId: to };
    }
    case 'WorkspaceClosed':
      return { status: 'closed' };
  }
};

const seatIn = ({ seats }: OpenWorkspace, accountId: string): Seat => {
  const seat = seatOf(seats, accountId);
  if (seat === undefined) throw new Error('A role without a member.');
  return seat;
};

const seated = (workspace: OpenWorkspace, accountId: string, seat: Seat): OpenWorkspace => ({
  ...workspace,
  seats: withSeat(workspace.seats, accountId, seat),
});

const withRole = ({ joinedAt, managesSince }: Seat, role: MemberRole, at: string): Seat =>
  role === 'administrator' ? { role, joinedAt, managesSince: managesSince ?? at } : { role, joinedAt };

export const workspaceFold: Fold<Workspace, WorkspaceEvent> = { initial: { status: 'none' }, evolve };
