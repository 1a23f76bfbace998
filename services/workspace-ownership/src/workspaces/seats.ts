import type { MemberRole } from './workspace.events.ts';

/** A member's own role; the owner is a member too, and what it would be without the ownership is never seen. */
export type Seat = Readonly<{
  role: MemberRole;
  joinedAt: string;
  /** Since when, without a gap, the member may invite: as owner or administrator. It names that stretch and no other. */
  managesSince?: string;
}>;

/** In parts by the first letters of the ids: one more member copies a part, not all, so that 5,000 fold fast (GRO-1). */
export type Seats = ReadonlyMap<string, ReadonlyMap<string, Seat>>;

const partOf = (accountId: string): string => accountId.slice(0, 2);

export const seatOf = (seats: Seats, accountId: string): Seat | undefined =>
  seats.get(partOf(accountId))?.get(accountId);

export const withSeat = (seats: Seats, accountId: string, seat: Seat): Seats => {
  const part = partOf(accountId);
  return new Map([...seats, [part, new Map([...(seats.get(part) ?? []), [accountId, seat]])]]);
};

export const withoutSeat = (seats: Seats, accountId: string): Seats => {
  const part = partOf(accountId);
  return new Map([...seats, [part, new Map([...(seats.get(part) ?? [])].filter(([each]) => each !== accountId))]]);
};

export const countOf = (seats: Seats): number => [...seats.values()].reduce((sum, { size }) => sum + size, 0);

export const allSeats = (seats: Seats): readonly (readonly [string, Seat])[] =>
  [...seats.values()].flatMap((part) => [...part]);
