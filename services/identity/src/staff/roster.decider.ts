import type { StaffRole } from '@lethe/contracts';
import { refuse, type Message, type Refusal } from '@lethe/deciding';
import type { RosterEvent } from './roster.events.ts';
import { isActiveAdministrator, isLastAdministrator, type Roster } from './roster.ts';

export type JoinStaff = Message<'JoinStaff', { accountId: string; role: StaffRole; at: string }>;
export type SuspendStaff = Message<'SuspendStaff', { accountId: string; at: string }>;
export type RestoreStaff = Message<'RestoreStaff', { accountId: string; at: string }>;
export type ReassignStaff = Message<
  'ReassignStaff',
  {
    accountId: string;
    /** Null: none any more. */
    role: StaffRole | null;
    /** Who gives the command. */
    by: string;
    at: string;
  }
>;
export type LeaveStaff = Message<'LeaveStaff', { accountId: string; at: string }>;
export type RosterRefusal = Refusal<'last-administrator', Record<never, never>>;

export const joinStaff = ({ data }: JoinStaff, roster: Roster): readonly RosterEvent[] => {
  const { accountId, role, at } = data;
  return roster.has(accountId) ? [] : [{ type: 'StaffJoined', data: { accountId, role, joinedAt: at } }];
};

/** ADM-1: the last active administrator stays. Who is no staff has nothing to lose. */
export const suspendStaff = ({ data }: SuspendStaff, roster: Roster): readonly RosterEvent[] | RosterRefusal => {
  const { accountId, at } = data;
  if (roster.get(accountId)?.suspended !== false) return [];
  if (isLastAdministrator(roster, accountId)) return refuse('last-administrator');
  return [{ type: 'StaffSuspended', data: { accountId, suspendedAt: at } }];
};

export const restoreStaff = ({ data }: RestoreStaff, roster: Roster): readonly RosterEvent[] => {
  const { accountId, at } = data;
  if (roster.get(accountId)?.suspended !== true) return [];
  return [{ type: 'StaffRestored', data: { accountId, restoredAt: at } }];
};

export const leaveStaff = ({ data }: LeaveStaff, roster: Roster): readonly RosterEvent[] => {
  const { accountId, at } = data;
  return roster.has(accountId) ? [{ type: 'StaffLeft', data: { accountId, leftAt: at } }] : [];
};

/**
 * ADM-1: the last active administrator keeps the role. Who gives the command must have it still: of two administrators who
 * take it from each other at the same moment, the second one is none any more.
 */
export const reassignStaff = (
  { data: { accountId, role, by, at } }: ReassignStaff,
  roster: Roster,
): readonly RosterEvent[] | RosterRefusal | Refusal<'not-permitted' | 'member-unknown', Record<never, never>> => {
  if (!isActiveAdministrator(roster, by)) return refuse('not-permitted');
  const member = roster.get(accountId);
  if (member === undefined) return refuse('member-unknown');
  if (member.role === role) return [];
  if (isLastAdministrator(roster, accountId)) return refuse('last-administrator');
  return role === null
    ? [{ type: 'StaffLeft', data: { accountId, leftAt: at } }]
    : [{ type: 'StaffReassigned', data: { accountId, role, reassignedAt: at } }];
};
