import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf } from '../../../api/client.ts';
import { listSessions } from '../../../api/generated/sdk.gen.ts';
import type { ListSessionsResponse } from '../../../api/generated/types.gen.ts';
import type { Problem } from '../../../api/problem.ts';

export type LiveSession = ListSessionsResponse['sessions'][number];

export const sessionsPlace = ['sessions'] as const;
/** The most that one page may have: nearly everybody sees all of theirs at once, and their number. */
const limit = 200;

/** My live sessions, a page at a time. */
export const useSessions = () =>
  useInfiniteQuery<
    ListSessionsResponse,
    Problem,
    Readonly<{ sessions: readonly LiveSession[]; isWhole: boolean }>,
    typeof sessionsPlace,
    string | undefined
  >({
    queryKey: sessionsPlace,
    queryFn: ({ pageParam: cursor }) =>
      answerOf(listSessions({ query: { limit, ...(cursor === undefined ? {} : { cursor }) } })),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => ({
      sessions: pages.flatMap(({ sessions }) => sessions),
      isWhole: pages.at(-1)?.nextCursor === null,
    }),
  });

export type Sessions = ReturnType<typeof useSessions>;

/** The current one first, then by when they were last seen, as the service has them. */
export const inOrder = (sessions: readonly LiveSession[]): readonly LiveSession[] =>
  sessions.toSorted(
    (one, other) =>
      Number(other.current) - Number(one.current) || Date.parse(other.lastSeenAt) - Date.parse(one.lastSeenAt),
  );

/** How many others there are; undefined where nobody knows yet. */
export const othersOf = ({ data }: Sessions): number | undefined =>
  data?.isWhole === true ? data.sessions.filter(({ current }) => !current).length : undefined;

/** SES-3: what ends with a change of the factor is over within a second, and may be listed until then. */
const endingMs = 1500;

/** Reads them again once they are over. */
export const useSessionsLater = (): (() => void) => {
  const queries = useQueryClient();
  return () => void setTimeout(() => void queries.invalidateQueries({ queryKey: sessionsPlace }), endingMs);
};
