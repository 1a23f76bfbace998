import type { Personal } from '@lethe/contracts';
import type { Fold } from '@lethe/deciding';
import { seatAfter, seatOf, type Seats } from './seats.ts';
import type { MemberRole, WorkspaceEvent, WorkspaceEventOf } from './workspace.events.ts';

export type Role = MemberRole | 'owner';

/** An open workspace names its owner in one place, so that it cannot have two or none (WS-1). */
type Open = Readonly<{
  status: 'open';
  name: Personal<string>;
  ownerId: string;
  createdAt: string;
  /** How many there are, the owner among them. */
  members: number;
  seatsIn: WorkspaceEventOf<'WorkspaceCreated'>['data']['seats'];
}>;
type NotOpen = Readonly<{ status: 'none' | 'closed' }>;

/** All of a workspace but who is in it: it is as large with 10,000 members as with one (GRO-1). */
export type WorkspaceHead = Open | NotOpen;

export type OpenWorkspace = Open & Readonly<{ seats: Seats }>;
export type Workspace = OpenWorkspace | NotOpen;

export const roleOf = (workspace: Workspace, accountId: string): Role | undefined => {
  if (workspace.status !== 'open') return undefined;
  return accountId === workspace.ownerId ? 'owner' : seatOf(workspace.seats, accountId)?.role;
};

const evolve = (workspace: WorkspaceHead, event: WorkspaceEvent): WorkspaceHead => {
  if (event.type === 'WorkspaceCreated') {
    const { name, ownerId, createdAt, seats: seatsIn } = event.data;
    return { status: 'open', name, ownerId, createdAt, members: 1, seatsIn };
  }
  if (workspace.status !== 'open') throw new Error(`${event.type} in a workspace that is not open.`);
  switch (event.type) {
    case 'WorkspaceRenamed':
      return { ...workspace, name: event.data.name };
    case 'MemberJoined':
      return { ...workspace, members: workspace.members + 1 };
    case 'MemberLeft':
      return { ...workspace, members: workspace.members - 1 };
    case 'RoleChanged':
      return workspace;
    case 'OwnershipTransferred':
      return { ...workspace, ownerId: event.data.to };
    case 'WorkspaceClosed':
      return { status: 'closed' };
  }
};

export const headFold: Fold<WorkspaceHead, WorkspaceEvent> = { initial: { status: 'none' }, evolve };

/** The workspace with the seats of these accounts, from its whole history. */
export const foldWithSeats = (accountIds: readonly string[]): Fold<Workspace, WorkspaceEvent> => ({
  initial: { status: 'none' },
  evolve: (workspace, event) => {
    const head = evolve(workspace, event);
    if (head.status !== 'open') return head;
    const before: Seats = workspace.status === 'open' ? workspace.seats : new Map();
    const seats = accountIds.map((id) => [id, seatAfter(before.get(id) ?? null, id, event)] as const);
    return { ...head, seats: new Map(seats) };
  },
});
