import { follow, type EventStore, type StoredEvent } from '@lethe/event-store';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { courseBeside, liveCourse, reachedBy, type CheckpointTables } from './course.ts';
import { leases as leasesOf, type LeaseTimes } from './lease.ts';
import { pause } from './pause.ts';
import { advance } from './projecting.ts';
import { askForRebuild, carryOnRebuild, type Rebuilding } from './rebuilding.ts';
import { checkViews, type AnyView } from './view.ts';

/** What it takes to bring views forward. */
export type ViewGround = Readonly<{
  store: EventStore;
  pool: Pool;
  /** Lifts an event to the newest version of its type; as stored when absent. */
  lift?: (event: StoredEvent) => StoredEvent;
  /** Told of each failure, also of each event before it is parked. */
  onError: (error: unknown, view: string) => void;
  lease?: LeaseTimes;
}>;

export type ViewRunnerParts = ViewGround &
  Readonly<{
    views: readonly AnyView[];
    /** Types of events this service declares. A view that listens to another one does not start. */
    eventTypes: readonly string[];
    /** Milliseconds after which a view that failed goes on from its checkpoint; 1 s when absent. */
    retryAfter?: number;
    /** Milliseconds between two looks whether a rebuild was asked for; 1 s when absent. */
    lookEvery?: number;
  }>;

export type ViewRunner = Readonly<{
  /** Resolves once every view has its checkpoint. */
  start: () => Promise<void>;
  /** Resolves once the last batch is in and all is handed over. */
  stop: () => Promise<void>;
}>;

export const groundOf = ({ pool, store, onError, lift = (event) => event }: ViewGround): Rebuilding => ({
  database: new Kysely<CheckpointTables>({ dialect: new PostgresDialect({ pool }) }),
  store,
  lift,
  onError,
});

/**
 * Keeps views up with the log. Of all replicas one runs a view; if it dies, another goes on after 3 seconds. A rebuild that
 * was asked for is carried out beside, by one of them.
 * @throws Error where a view must not start: see `checkViews`.
 */
export const viewRunner = (parts: ViewRunnerParts): ViewRunner => {
  const { views, eventTypes, onError, retryAfter = 1_000, lookEvery = 1_000 } = parts;
  checkViews(views, eventTypes);
  const on = groundOf(parts);
  const leases = leasesOf(parts.pool, parts.lease);
  const stopping = new AbortController();
  let running: Promise<unknown> = Promise.resolve();

  const again = async (view: AnyView, every: number, turn: () => Promise<void>): Promise<void> => {
    while (!stopping.signal.aborted) {
      await turn().catch((error: unknown) => onError(error, view.name));
      await pause(every, stopping.signal);
    }
  };
  const keepUp = (view: AnyView) =>
    again(view, retryAfter, () =>
      leases.during(`view/${view.name}`, stopping.signal, ({ signal }) => runOn(on, view, signal)),
    );
  const lookForRebuilds = (view: AnyView) =>
    again(view, lookEvery, async () => {
      if ((await reachedBy(on.database, courseBeside(view))) !== undefined)
        await underLease(parts, on, view, stopping.signal);
    });

  return {
    start: async () => {
      for (const view of views) await begin(on, view);
      running = Promise.all(views.flatMap((view) => [keepUp(view), lookForRebuilds(view)]));
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

/**
 * Builds a view anew beside the live one and switches, together with the replicas that run: whoever is first does it.
 * Ended early by the signal it is theirs, or whoever's calls this again.
 */
export const rebuildView = async (ground: ViewGround, view: AnyView, signal: AbortSignal): Promise<void> => {
  const on = groundOf(ground);
  await askForRebuild(on.database, view);
  await underLease(ground, on, view, signal);
};

const underLease = ({ pool, lease }: ViewGround, on: Rebuilding, view: AnyView, stop: AbortSignal): Promise<void> =>
  leasesOf(pool, lease).during(`view/${courseBeside(view).checkpoint}`, stop, ({ signal }) =>
    carryOnRebuild(on, view, signal),
  );

/** Makes the checkpoint where there is none. */
const begin = async ({ database }: Rebuilding, { name }: AnyView): Promise<void> => {
  await database
    .insertInto('view_checkpoints')
    .values({ name, position: 0n })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

const runOn = async (on: Rebuilding, view: AnyView, signal: AbortSignal): Promise<void> => {
  const live = liveCourse(view);
  let position = (await reachedBy(on.database, live)) ?? 0n;
  for await (const events of follow(on.store, position, signal)) position = await advance(on, live, position, events);
};
