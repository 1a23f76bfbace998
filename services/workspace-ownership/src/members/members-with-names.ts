import type { Calls } from '@lethe/bus';
import { ReadPeople, type OutputOf, type ReadMembers } from '@lethe/contracts';
import { roleOf, type OpenWorkspace } from '../workspaces/workspace.ts';

/** As many as identity answers for at once. */
const batch = 200;

/** Names are asked of identity for this answer and kept nowhere; null is a cancelled account. */
export const membersWithNames = async (
  calls: Calls,
  workspace: OpenWorkspace,
  correlationId: string,
): Promise<OutputOf<typeof ReadMembers>['members']> => {
  const accountIds = [...workspace.members.keys()];
  const names = new Map<string, string | null>();
  for (let start = 0; start < accountIds.length; start += batch) {
    const asked = { accountIds: accountIds.slice(start, start + batch), purpose: 'members' } as const;
    const { people } = await calls.ask(ReadPeople, asked, { correlationId });
    for (const { accountId, username } of people) names.set(accountId, username);
  }
  return [...workspace.members].map(([accountId, { role, joinedAt }]) => ({
    accountId,
    username: names.get(accountId) ?? null,
    role: roleOf(workspace, accountId) ?? role,
    joinedAt,
  }));
};
