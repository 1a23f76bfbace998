import type { StaffRole } from '@lethe/contracts';
import type { RosterEvent } from './roster.events.ts';
import type { Fold } from '@lethe/deciding';

/** Who is staff, in one stream, so that two administrators who go at the same moment cannot both be let go. */
export type Roster = ReadonlyMap<string, Readonly<{ role: StaffRole; suspended: boolean; joinedAt: string }>>;

export const nobody: Roster = new Map();

export const evolve = (roster: Roster, { type, data }: RosterEvent): Roster => {
  if (type === 'StaffJoined') {
    const { accountId, role, joinedAt } = data;
    return new Map(roster).set(accountId, { role, suspended: false, joinedAt });
  }
  const member = roster.get(data.accountId);
  if (member === undefined) throw new Error(`${type} of an account that is not staff`);
  if (type === 'StaffReassigned') return new Map(roster).set(data.accountId, { ...member, role: data.role });
  if (type !== 'StaffLeft')
    return new Map(roster).set(data.accountId, { ...member, suspended: type === 'StaffSuspended' });
  return new Map([...roster].filter(([accountId]) => accountId !== data.accountId));
};

export const isActiveAdministrator = (roster: Roster, accountId: string): boolean => {
  const member = roster.get(accountId);
  return member?.role === 'administrator' && !member.suspended;
};

const activeAdministrators = (roster: Roster): readonly string[] =>
  [...roster.keys()].filter((accountId) => isActiveAdministrator(roster, accountId));

export const hasActiveAdministrator = (roster: Roster): boolean => activeAdministrators(roster).length > 0;

export const isLastAdministrator = (roster: Roster, accountId: string): boolean => {
  const [first, ...others] = activeAdministrators(roster);
  return first === accountId && others.length === 0;
};

export const rosterFold: Fold<Roster, RosterEvent> = { initial: nobody, evolve };
