import { queryOptions, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { answerOf } from './client.ts';
import type { Problem } from './problem.ts';

type Operation<Data> = () => Promise<Readonly<{ data?: Data; error?: unknown; response?: Response }>>;

/** Something that is read: its place in the cache, and the operation of the generated client that reads it. */
export const reading = <Data>(place: readonly unknown[], operation: Operation<Data>) =>
  queryOptions<NonNullable<Data>, Problem>({ queryKey: place, queryFn: () => answerOf(operation()) });

export type Reading<Data> = ReturnType<typeof reading<Data>>;
export type Read<Data> = UseQueryResult<NonNullable<Data>, Problem>;

type Every<Data> = number | ((data: NonNullable<Data> | undefined) => number | undefined);

type Again<Data> = Readonly<{
  /** Read again after so many milliseconds, by what was read where it depends. The operation says it is `inBackground`. */
  every?: Every<Data> | undefined;
  when?: boolean;
}>;

/** Reads, and shows what was read before meanwhile. Give the result to `<Shown>`. */
export const useRead = <Data>(what: Reading<Data>, { every, when = true }: Again<Data> = {}): Read<Data> =>
  useQuery({
    ...what,
    enabled: when,
    refetchInterval: ({ state: { data } }) => (typeof every === 'function' ? every(data) : every) ?? false,
  });

/** Says that something changed: whatever shows it reads it again. Resolves once it has. */
export const useChanged = (): ((...places: readonly (readonly unknown[])[]) => Promise<void>) => {
  const queries = useQueryClient();
  return async (...places) => {
    await Promise.all(places.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
};
