import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf } from './client.ts';
import type { Problem } from './problem.ts';
import type { Read } from './use-read.ts';

type Paged = Readonly<{ nextCursor: string | null }>;
type Operation<Page> = (cursor: string | undefined) => Promise<Readonly<{ data?: Page; error?: unknown }>>;

export type Pages<Page> = Readonly<{
  /** The pages that are shown, for `<Shown>`. */
  read: Read<readonly NonNullable<Page>[]>;
  /** Shows the next page, which is loaded ahead; absent on the last one. */
  more: (() => void) | undefined;
}>;

/**
 * A list that the API gives in pages. The page after the last one shown is loaded ahead, so that "show more" answers at
 * once. While another filter is loaded, what the filter before found stays.
 */
export const usePages = <Page extends Paged>(
  place: readonly unknown[],
  operation: Operation<Page>,
  { when = true }: Readonly<{ when?: boolean }> = {},
): Pages<Page> => {
  const key = JSON.stringify(place);
  const [{ of, count }, setShown] = useState({ of: key, count: 1 });
  const shown = of === key ? count : 1;
  const query = useInfiniteQuery({
    queryKey: place,
    queryFn: ({ pageParam }) => answerOf(operation(pageParam)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }: NonNullable<Page>) => nextCursor ?? undefined,
    enabled: when,
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetching, isFetchNextPageError, isPlaceholderData, fetchNextPage } = query;
  const loaded = data?.pages.length ?? 0;
  const wanted = loaded > 0 && loaded <= shown && hasNextPage && !isFetching && !isPlaceholderData;
  useEffect(() => {
    if (wanted && !isFetchNextPageError) void fetchNextPage();
  }, [wanted, isFetchNextPageError, fetchNextPage]);
  const more = (): void => {
    setShown({ of: key, count: shown + 1 });
    if (wanted) void fetchNextPage();
  };
  const read = { ...query, error: query.error as Problem | null, data: data?.pages.slice(0, shown) };
  return {
    read: read as unknown as Pages<Page>['read'],
    more: loaded > shown || (hasNextPage && !isPlaceholderData) ? more : undefined,
  };
};
