import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf } from '../../api/client.ts';
import { listCancellations } from '../../api/generated/sdk.gen.ts';
import type { CancellationLine, ListCancellationsAnswer } from '../../api/generated/types.gen.ts';
import type { Problem } from '../../api/problem.ts';
import type { CancellationState } from '../../cancellations/states.ts';

export type Filters = Readonly<{ states: readonly CancellationState[]; accountId: string | undefined }>;

/** What the API is asked for: what is absent does not narrow it. */
const queryOf = ({ states, accountId }: Filters, cursor: string | undefined) => ({
  ...(states.length === 0 ? {} : { state: [...states] }),
  ...(accountId === undefined ? {} : { accountId }),
  ...(cursor === undefined ? {} : { cursor }),
});

/** The list, page by page: the one after the last that is shown is fetched ahead. */
export const useCancellations = (filters: Filters) => {
  const [shown, setShown] = useState(1);
  const read = useInfiniteQuery<
    ListCancellationsAnswer,
    Problem,
    readonly ListCancellationsAnswer[],
    readonly unknown[],
    string | undefined
  >({
    queryKey: ['cancellations', filters],
    queryFn: ({ pageParam }) => answerOf(listCancellations({ query: queryOf(filters, pageParam) })),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    select: ({ pages }) => pages,
  });
  const { data: pages = [], hasNextPage, isFetchingNextPage, isError, fetchNextPage } = read;
  const isNextMissing = pages.length > 0 && pages.length <= shown && hasNextPage;
  useEffect(() => {
    if (isNextMissing && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [isNextMissing, isFetchingNextPage, isError, fetchNextPage]);
  const lines: readonly CancellationLine[] = pages.slice(0, shown).flatMap(({ cancellations }) => cancellations);
  return {
    read,
    lines,
    total: pages[0]?.total ?? null,
    hasMore: pages.length > shown || hasNextPage,
    showMore: () => setShown((before) => before + 1),
  };
};
