import { waitAfter, type BackOff } from './back-off.ts';
import { kindOf, type Kind } from './kinds.ts';
import * as statements from './set-aside-statements.ts';

/** A pool, a client, a transaction. */
export type Database = Readonly<{
  query: <Row extends Record<string, unknown>>(
    text: string,
    values: unknown[],
  ) => Promise<Readonly<{ rows: readonly Row[] }>>;
}>;

/**
 * What one worker could not do for an entity: where it lies and what went wrong, never what is in it.
 * An entity's rows are a queue: the first of them failed, the others came later and wait behind it.
 */
export type SetAside = Readonly<{
  /** In the order in which they were set aside. */
  id: string;
  /** The view, the durable, the relay. */
  worker: string;
  entity: string;
  /** Where the worker finds it again, in words of the worker's own. */
  place: string;
  /** `behind`: it waits for those before it. `repeat`: it was done, and is once more when what is before it was. */
  kind: Kind | 'behind' | 'repeat';
  /** Code of the error, or its name; `Behind` or `Repeat` where it did not fail itself. */
  error: string;
  /** ISO 8601, UTC. */
  since: string;
  /** When it is tried again by itself, ISO 8601, UTC; null where it waits for a person or for those before it. */
  nextTry: string | null;
  attempts: number;
}>;

/** A row that somebody is trying. `attempts` tells this try from every other one. */
export type Taken = Readonly<{ id: string; entity: string; place: string; attempts: number }>;

export type SetAsideTimes = Readonly<{
  backOff?: BackOff;
  /** Milliseconds after which a try that did not come to its end, as its process died, is made anew; 30 s when absent. */
  tryForMs?: number;
  random?: () => number;
}>;

export interface SetAsideRows {
  /** Whether later ones of this entity must wait. */
  holds(entity: string): Promise<boolean>;
  /** All entities of which later ones must wait. */
  held(): Promise<ReadonlySet<string>>;
  /**
   * The entity cannot go on: durable once it returns, or with the transaction. Setting aside again changes nothing.
   * What is busy or an outage is tried again by itself, with back-off; all else waits for a person.
   */
  add(entity: string, place: string, error: unknown): Promise<void>;
  /** Queues a later one. @returns false where the entity is held no more: go on with it. */
  queue(entity: string, place: string): Promise<boolean>;
  /** Notes what was done and must be done again whenever something before it was. It holds nobody. */
  repeat(entity: string, place: string): Promise<void>;
  /** The next one that is due: the first of its entity, and its time has come. */
  take(): Promise<Taken | undefined>;
  /** Since a person asks: the next one behind `after` that is the first of its entity, whatever its time and kind. */
  takeNow(after: string, entity?: string): Promise<Taken | undefined>;
  /** It was done, or there is nothing left to do. @returns false where it is somebody else's try by now. */
  done(taken: Taken): Promise<boolean>;
  /** It failed once more. */
  again(taken: Taken, error: unknown): Promise<void>;
  /** A person asks: the first one, of an entity or of each, is due now, whatever its kind. */
  hasten(entity?: string): Promise<void>;
  /** A person gives the entity's first one up, unless somebody tries it now. @returns its place. */
  discard(entity: string): Promise<string | undefined>;
  /** What is to be repeated after `id` was done, in order. */
  repeatsAfter(id: string): Promise<readonly Readonly<{ entity: string; place: string }>[]>;
  /** Ends repeats before which nothing waits any more. @returns how many. */
  endRepeats(): Promise<number>;
  /** Of this worker, all. */
  forget(): Promise<void>;
  /** What this worker has set aside is what the other one has, and nothing else. */
  handOver(to: string): Promise<void>;
}

/** From a second to a minute: so an entity goes on within a minute after an outage ended. */
const usualBackOff: BackOff = { firstMs: 1_000, atMostMs: 60_000 };

/** Its code or its name: quotes nothing of what was tried. */
export const errorNameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

/** What one worker has set aside. It holds nothing itself: made anew for each transaction. */
export const setAsideBy = (
  database: Database,
  worker: string,
  { backOff = usualBackOff, tryForMs = 30_000, random = Math.random }: SetAsideTimes = {},
): SetAsideRows => {
  const rows: Rows = async <Row extends Record<string, unknown>>(text: string, ...values: unknown[]) =>
    (await database.query<Row>(text, [worker, ...values])).rows;
  const waitOf: WaitOf = (kind, attempts) =>
    kind === 'busy' || kind === 'outage' ? waitAfter(attempts, backOff, random) : null;
  return {
    ...holdingBack(rows, waitOf),
    ...tryingOnce(rows, waitOf, tryForMs),
    ...repeating(rows),
    ...asAWhole(database, rows),
  };
};

/** Of this worker: the first value. */
type Rows = <Row extends Record<string, unknown>>(text: string, ...values: unknown[]) => Promise<readonly Row[]>;
/** Milliseconds; null where a person must mend it first. */
type WaitOf = (kind: Kind, attempts: number) => number | null;

const holdingBack = (rows: Rows, waitOf: WaitOf): Pick<SetAsideRows, 'holds' | 'held' | 'add' | 'queue'> => ({
  holds: async (entity) => (await rows(statements.holds, entity)).length > 0,
  held: async () => new Set((await rows<{ entity: string }>(statements.held)).map(({ entity }) => entity)),
  add: async (entity, place, error) => {
    const kind = kindOf(error);
    await rows(statements.add, entity, place, kind, errorNameOf(error), waitOf(kind, 1));
  },
  queue: async (entity, place) => (await rows(statements.queue, entity, place)).length > 0,
});

const tryingOnce = (
  rows: Rows,
  waitOf: WaitOf,
  tryForMs: number,
): Pick<SetAsideRows, 'take' | 'takeNow' | 'done' | 'again' | 'hasten' | 'discard'> => ({
  take: async () => (await rows<Taken>(statements.takeDue, tryForMs))[0],
  takeNow: async (after, entity) => (await rows<Taken>(statements.takeNow, tryForMs, after, entity ?? null))[0],
  done: async ({ id, attempts }) => (await rows(statements.done, id, attempts)).length > 0,
  again: async ({ id, attempts }, error) => {
    const kind = kindOf(error);
    await rows(statements.again, id, attempts, kind, errorNameOf(error), waitOf(kind, attempts));
  },
  hasten: async (entity) => {
    await rows(statements.hasten, entity ?? null);
  },
  discard: async (entity) => (await rows<{ place: string }>(statements.discard, entity))[0]?.place,
});

const repeating = (rows: Rows): Pick<SetAsideRows, 'repeat' | 'repeatsAfter' | 'endRepeats'> => ({
  repeat: async (entity, place) => {
    await rows(statements.repeat, entity, place);
  },
  repeatsAfter: (id) => rows<{ entity: string; place: string }>(statements.repeatsAfter, id),
  endRepeats: async () => (await rows(statements.endRepeats)).length,
});

const asAWhole = (database: Database, rows: Rows): Pick<SetAsideRows, 'forget' | 'handOver'> => ({
  forget: async () => {
    await rows(statements.forget);
  },
  handOver: async (to) => {
    await database.query(statements.forget, [to]);
    await rows(statements.handOver, to);
  },
});

/** Of one worker or of all, each in order; at most 1,000. */
export const allSetAside = async (database: Database, worker?: string): Promise<readonly SetAside[]> =>
  (await database.query<SetAside>(statements.list, [worker ?? null])).rows;
