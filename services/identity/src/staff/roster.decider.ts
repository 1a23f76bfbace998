import type { StaffRole } from '@lethe/contracts';
import { refuse, type Decider, type Message, type Refusal } from '@lethe/deciding';
import type { RosterEvent } from './roster.events.ts';
import { evolve, isLastAdministrator, nobody, type Roster } from './roster.ts';

export type RosterCommand =
  | Message<'JoinStaff', { accountId: string; role: StaffRole; at: string }>
  | Message<'SuspendStaff' | 'RestoreStaff' | 'LeaveStaff', { accountId: string; at: string }>;
export type RosterRefusal = Refusal<'last-administrator', Record<never, never>>;

/** ADM-1: the last active administrator stays. Who is no staff has nothing to lose. */
export const rosterDecider: Decider<RosterCommand, Roster, RosterEvent, RosterRefusal> = {
  initial: nobody,
  evolve,
  decide: ({ type, data }, roster) => {
    const { accountId, at } = data;
    const member = roster.get(accountId);
    if (type === 'JoinStaff')
      return member === undefined ? [{ type: 'StaffJoined', data: { accountId, role: data.role, joinedAt: at } }] : [];
    if (member === undefined) return [];
    if (type === 'LeaveStaff') return [{ type: 'StaffLeft', data: { accountId, leftAt: at } }];
    if (type === 'RestoreStaff')
      return member.suspended ? [{ type: 'StaffRestored', data: { accountId, restoredAt: at } }] : [];
    if (member.suspended) return [];
    if (isLastAdministrator(roster, accountId)) return refuse('last-administrator');
    return [{ type: 'StaffSuspended', data: { accountId, suspendedAt: at } }];
  },
};
