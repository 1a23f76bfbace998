import type { Calls } from '@lethe/bus';
import { ReadPeople, type ListStaffTickets, type OutputOf } from '@lethe/contracts';
import type { Told } from '../tickets/ticket-line.ts';

export type StaffTicket = OutputOf<typeof ListStaffTickets>['tickets'][number];
export type Person = NonNullable<StaffTicket['assignee']>;

export type People = Readonly<{
  person: (accountId: string) => Person;
  /** Whether somebody could answer a ticket still; auditors only read. */
  mayAnswer: (accountId: string) => boolean;
}>;

const answering: ReadonlySet<string | undefined> = new Set(['administrator', 'support']);

/** As many as identity answers for at once. */
const batch = 200;

/** Everybody whom these tickets name. */
export const namedBy = (tickets: readonly Told[]): readonly string[] =>
  tickets.flatMap(({ orphaned, submitterId, assignedTo }) => [
    ...(orphaned ? [] : [submitterId]),
    ...(assignedTo === undefined ? [] : [assignedTo]),
  ]);

/** Names and roles are asked of identity for this answer and kept nowhere; null is a cancelled account. */
export const peopleOf = async (calls: Calls, named: readonly string[], correlationId: string): Promise<People> => {
  const accountIds = [...new Set(named)];
  const known = new Map<string, OutputOf<typeof ReadPeople>['people'][number]>();
  for (let start = 0; start < accountIds.length; start += batch) {
    const asked = { accountIds: accountIds.slice(start, start + batch), purpose: 'tickets' } as const;
    const { people } = await calls.ask(ReadPeople, asked, { correlationId });
    for (const each of people) known.set(each.accountId, each);
  }
  return {
    person: (accountId) => ({ accountId, username: known.get(accountId)?.username ?? null }),
    mayAnswer: (accountId) => answering.has(known.get(accountId)?.staffRole),
  };
};
