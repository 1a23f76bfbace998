import type { MemberRole } from './workspace.events.ts';

/** A member's own role; the owner is a member too, and what it would be without the ownership is never seen. */
export type Seat = Readonly<{
  role: MemberRole;
  joinedAt: string;
  /** Since when, without a gap, the member may invite: as owner or administrator. It names that stretch and no other. */
  managesSince?: string;
}>;

type Leaf = ReadonlyMap<string, Seat>;
type Branch = ReadonlyMap<string, Leaf>;

/** A tree by the first letters of the ids: one more member copies a few branches, not all, so that 5,000 fold fast (GRO-1). */
export type Seats = ReadonlyMap<string, Branch>;

export const noSeats: Seats = new Map();

const branchOf = (seats: Seats, accountId: string): Branch | undefined => seats.get(accountId.charAt(0));
const leafOf = (seats: Seats, accountId: string): Leaf | undefined =>
  branchOf(seats, accountId)?.get(accountId.charAt(1));

const withLeaf = (seats: Seats, accountId: string, leaf: Leaf): Seats => {
  const branch = new Map(branchOf(seats, accountId)).set(accountId.charAt(1), leaf);
  return new Map(seats).set(accountId.charAt(0), branch);
};

export const seatOf = (seats: Seats, accountId: string): Seat | undefined => leafOf(seats, accountId)?.get(accountId);

export const withSeat = (seats: Seats, accountId: string, seat: Seat): Seats =>
  withLeaf(seats, accountId, new Map(leafOf(seats, accountId)).set(accountId, seat));

export const withoutSeat = (seats: Seats, accountId: string): Seats => {
  const leaf = new Map(leafOf(seats, accountId));
  leaf.delete(accountId);
  return withLeaf(seats, accountId, leaf);
};

export const allSeats = (seats: Seats): readonly (readonly [string, Seat])[] =>
  [...seats.values()].flatMap((branch) => [...branch.values()].flatMap((leaf) => [...leaf]));

export const countOf = (seats: Seats): number => allSeats(seats).length;
