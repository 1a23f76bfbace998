import { ReadPeople } from '@lethe/contracts';
import type { Calls } from '@lethe/bus';

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
