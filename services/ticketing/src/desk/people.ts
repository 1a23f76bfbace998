import type { Calls } from '@lethe/bus';
import { ReadPeople, type ListStaffTickets, type OutputOf } from '@lethe/contracts';
import type { Told } from '../tickets/ticket-line.ts';

export type StaffTicket = OutputOf<typeof ListStaffTickets>['tickets'][number];
export type Person = NonNullable<StaffTicket['assignee']>;

/** As many as identity answers for at once. */
const batch = 200;

/** Everybody whom these tickets name. */
export const namedBy = (tickets: readonly Told[]): readonly string[] =>
  tickets.flatMap(({ orphaned, submitterId, assignedTo }) => [
    ...(orphaned ? [] : [submitterId]),
    ...(assignedTo === undefined ? [] : [assignedTo]),
  ]);

/** Names are asked of identity for this answer and kept nowhere; null is a cancelled account. */
export const peopleOf = async (
  calls: Calls,
  named: readonly string[],
  correlationId: string,
): Promise<(accountId: string) => Person> => {
  const accountIds = [...new Set(named)];
  const names = new Map<string, string | null>();
  for (let start = 0; start < accountIds.length; start += batch) {
    const asked = { accountIds: accountIds.slice(start, start + batch), purpose: 'tickets' } as const;
    const { people } = await calls.ask(ReadPeople, asked, { correlationId });
    for (const { accountId, username } of people) names.set(accountId, username);
  }
  return (accountId) => ({ accountId, username: names.get(accountId) ?? null });
};
