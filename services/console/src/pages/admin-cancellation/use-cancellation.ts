import { useQueryClient } from '@tanstack/react-query';
import { inBackground } from '../../api/client.ts';
import { listStaff, readCancellation } from '../../api/generated/sdk.gen.ts';
import type { ReadCancellationAnswer } from '../../api/generated/types.gen.ts';
import { reading, useRead, type Read } from '../../api/use-read.ts';
import { isOver } from './standing.ts';

export const placeOf = (accountId: string): readonly unknown[] => ['cancellation', accountId];

const liveMs = 3_000;
/** What was withdrawn is still undone for a moment, and another attempt may follow. */
const calmMs = 20_000;

const everyOf = (state: string | undefined): number | undefined =>
  state === 'completed' ? undefined : state !== undefined && isOver(state) ? calmMs : liveMs;

/** The newest attempt of an account, live while it is under way; only the first time is on behalf of who looks. */
export const useCancellation = (accountId: string): Read<ReadCancellationAnswer> => {
  const queries = useQueryClient();
  const place = placeOf(accountId);
  const known = (): ReadCancellationAnswer | undefined => queries.getQueryData(place);
  const what = reading(place, () =>
    readCancellation({ path: { accountId }, ...(known() === undefined ? {} : inBackground) }),
  );
  return useRead(what, { every: everyOf(known()?.state) });
};

const staff = reading(['staff', 'first-hundred'], () => listStaff({ query: { limit: 100 } }));

/** What a member of the staff is called; undefined where that is not known. */
export const useStaffName = (accountId: string | undefined): string | undefined => {
  const { data } = useRead(staff, { when: accountId !== undefined });
  return data?.members.find((member) => member.accountId === accountId)?.username ?? undefined;
};
