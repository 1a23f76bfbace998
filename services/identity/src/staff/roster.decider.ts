import type { StaffRole } from '@lethe/contracts';
import { refuse, type Message, type Refusal } from '@lethe/deciding';
import type { RosterEvent } from './roster.events.ts';
import { isLastAdministrator, type Roster } from './roster.ts';

export type JoinStaff = Message<'JoinStaff', { accountId: string; role: StaffRole; at: string }>;
export type SuspendStaff = Message<'SuspendStaff', { accountId: string; at: string }>;
export type RestoreStaff = Message<'RestoreStaff', { accountId: string; at: string }>;
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
