import type { MemberRole, WorkspaceEvent } from './workspace.events.ts';

/** A member's own role; the owner is a member too, and what it would be without the ownership is never seen. */
export type Seat = Readonly<{
  role: MemberRole;
  joinedAt: string;
  /** Since when, without a gap, the member may invite: as owner or administrator. It names that stretch and no other. */
  managesSince?: string;
}>;

/** Of the accounts that were asked about; null has none. Nobody holds all of them at once (GRO-1). */
export type Seats = ReadonlyMap<string, Seat | null>;

/** @throws Error where nobody asked about the account: not to know is not the same as to know of none. */
export const seatOf = (seats: Seats, accountId: string): Seat | undefined => {
  const seat = seats.get(accountId);
  if (seat === undefined) throw new Error('The seat of an account was not asked for.');
  return seat ?? undefined;
};

/** What an event makes of an account's seat. */
export const seatAfter = (seat: Seat | null, accountId: string, event: WorkspaceEvent): Seat | null => {
  switch (event.type) {
    case 'WorkspaceCreated': {
      const { ownerId, createdAt } = event.data;
      return ownerId === accountId ? withRole({ joinedAt: createdAt }, 'administrator', createdAt) : seat;
    }
    case 'MemberJoined': {
      const { role, joinedAt } = event.data;
      return event.data.accountId === accountId ? withRole({ joinedAt }, role, joinedAt) : seat;
    }
    case 'RoleChanged': {
      const { role, changedAt } = event.data;
      return event.data.accountId === accountId ? withRole(taken(seat), role, changedAt) : seat;
    }
    case 'OwnershipTransferred': {
      const { from, to, transferredAt } = event.data;
      if (accountId === from) return withRole(taken(seat), 'administrator', transferredAt);
      return accountId === to ? { managesSince: transferredAt, ...taken(seat) } : seat;
    }
    case 'MemberLeft':
      return event.data.accountId === accountId ? null : seat;
    case 'WorkspaceClosed':
      return null;
    case 'WorkspaceRenamed':
      return seat;
  }
};

const taken = (seat: Seat | null): Seat => {
  if (seat === null) throw new Error('A role without a member.');
  return seat;
};

const withRole = ({ joinedAt, managesSince }: Omit<Seat, 'role'>, role: MemberRole, at: string): Seat =>
  role === 'administrator' ? { role, joinedAt, managesSince: managesSince ?? at } : { role, joinedAt };
