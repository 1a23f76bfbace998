import { id, instant, pageOf, placeOf, ReadPeople, type InputOf, type ListMembers } from '@lethe/contracts';
import type { Calls } from '@lethe/bus';
import { refuse } from '@lethe/deciding';
import { behind, byPlace } from '../workspaces/places.ts';
import { allSeats } from '../workspaces/seats.ts';
import { roleOf, type OpenWorkspace } from '../workspaces/workspace.ts';

/** A page of the members, in the order in which they joined: from the write side, so that none is there who left. */
export const memberPage = (
  workspace: OpenWorkspace,
  { role: wanted, cursor, limit }: Omit<InputOf<typeof ListMembers>, 'workspaceId'>,
) => {
  const from = cursor === undefined ? null : placeOf(cursor, [instant, id]);
  if (from === undefined) return refuse('cursor-invalid');
  const all = allSeats(workspace.seats).map(([accountId, { role, joinedAt }]) => ({
    accountId,
    role: roleOf(workspace, accountId) ?? role,
    joinedAt,
    place: [joinedAt, accountId] as const,
  }));
  const members = all.filter(({ role }) => wanted === undefined || role === wanted);
  const left = members.filter(({ place }) => behind(from)(place)).toSorted((a, b) => byPlace(a.place, b.place));
  const { items, nextCursor } = pageOf(left, limit, ({ place }) => place);
  return { members: items.map(({ place: _place, ...member }) => member), total: members.length, nextCursor };
};

/** As many as a page holds at most, which is what identity answers for at once. Names are kept nowhere. */
export const namesOf = async (
  calls: Calls,
  accountIds: readonly string[],
  correlationId: string,
): Promise<ReadonlyMap<string, string | null>> => {
  if (accountIds.length === 0) return new Map();
  const asked = [...new Set(accountIds)];
  const { people } = await calls.ask(ReadPeople, { accountIds: asked, purpose: 'members' }, { correlationId });
  return new Map(people.map(({ accountId, username }) => [accountId, username]));
};
