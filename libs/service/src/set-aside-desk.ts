import { setTimeout as pause } from 'node:timers/promises';
import { postgresPool } from '@lethe/event-store-postgres';
import { allSetAside, setAsideBy, type SetAside } from '@lethe/running';
import { databaseUrls } from './databases.ts';

/** What an operator does with what a service has set aside. The service itself tries it again: this needs no keys. */
export type SetAsideDesk = Readonly<{
  /** In the order in which it was set aside; at most 1,000. */
  list: (worker?: string) => Promise<readonly SetAside[]>;
  /** Makes the first of an entity, or of each, due. Resolves when all is done, or when one has failed again or nobody tried. */
  replay: (worker: string, entity?: string) => Promise<readonly SetAside[]>;
  /** Gives up the first one of an entity: those behind it go on. @returns where it lies; undefined where there is none. */
  discard: (worker: string, entity: string) => Promise<string | undefined>;
  close: () => Promise<void>;
}>;

type Environment = Readonly<Record<string, string | undefined>>;

const lookEveryMs = 250;
/** The service looks every second. */
const triedWithinMs = 15_000;

/** Enters the database as the service's own role. */
export const openSetAsideDesk = (service: string, environment: Environment): SetAsideDesk => {
  const { LETHE_POSTGRES_URL: server, LETHE_DATA: data = '.lethe' } = environment;
  if (server === undefined) throw new Error('Say where the databases are: LETHE_POSTGRES_URL.');
  const pool = postgresPool(databaseUrls(server, data, service).log, 2);
  const of = async (worker: string, entity?: string): Promise<readonly SetAside[]> =>
    (await allSetAside(pool, worker)).filter((each) => entity === undefined || each.entity === entity);
  return {
    list: (worker) => allSetAside(pool, worker),
    replay: async (worker, entity) => {
      const before = new Map((await of(worker, entity)).map(({ id, attempts }) => [id, attempts]));
      await setAsideBy(pool, worker).hasten(entity);
      const until = Date.now() + triedWithinMs;
      for (;;) {
        const left = (await of(worker, entity)).filter(({ id }) => before.has(id));
        const failed = left.filter(
          ({ id, attempts, nextTry, kind }) =>
            kind !== 'behind' && attempts > (before.get(id) ?? 0) && isLater(nextTry),
        );
        if (left.length === 0 || failed.length > 0 || Date.now() > until) return left;
        await pause(lookEveryMs);
      }
    },
    discard: (worker, entity) => setAsideBy(pool, worker).discard(entity),
    close: () => pool.end(),
  };
};

/** It was tried, and is to be tried later or by nobody: while it is tried its time is over. */
const isLater = (nextTry: string | null): boolean => nextTry === null || Date.parse(nextTry) > Date.now();
