import { follow, type EventStore, type StoredEvent } from '@lethe/event-store';
import {
  leases as leasesOf,
  workerOf,
  type BackOff,
  type LeaseTimes,
  type Log,
  type Turn,
  type Worker,
} from '@lethe/running';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { projectionBeside, liveProjection, reachedBy, type CheckpointTables } from './projection.ts';
import { advance } from './projecting.ts';
import { askForRebuild, carryOnRebuild, type Rebuilding } from './rebuilding.ts';
import { replayDue } from './replay.ts';
import { checkViews, type AnyView } from './view.ts';

/** What it takes to bring views forward. */
export type ViewParts = Readonly<{
  store: EventStore;
  pool: Pool;
  /** Lifts an event to the newest version of its type; as stored when absent. */
  lift?: (event: StoredEvent) => StoredEvent;
  /** Told of each event that could not be taken in. */
  onError: (error: unknown, view: string) => void;
  lease?: LeaseTimes;
}>;

export type ViewRunnerParts = ViewParts &
  Readonly<{
    views: readonly AnyView[];
    /** Types of events this service declares. A view that listens to another one does not start. */
    eventTypes: readonly string[];
    log: Pick<Log, 'warn' | 'error'>;
    /** Before a view that failed goes on from its checkpoint. */
    backOff?: BackOff;
    /** Milliseconds between two looks whether something is due again or a rebuild was asked for; 1 s when absent. */
    lookEvery?: number;
  }>;

export type ViewRunner = Readonly<{
  /** Resolves once every view has its checkpoint. */
  start: () => Promise<void>;
  /** Resolves once the last batch is in and all is handed over. */
  stop: () => Promise<void>;
}>;

export const rebuildingOf = ({ pool, store, onError, lift = (event) => event }: ViewParts): Rebuilding => ({
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
  const { views, eventTypes, log, lookEvery = 1_000, backOff } = parts;
  checkViews(views, eventTypes);
  const on = rebuildingOf(parts);
  const leases = leasesOf(parts.pool, parts.lease);
  const usual = { log, ...(backOff === undefined ? {} : { backOff }) };
  const keepsUp = (view: AnyView): Worker => {
    const name = `view/${view.name}`;
    return workerOf({
      ...usual,
      name,
      lease: { leases, name },
      round: ({ signal, turn }) => runOn(on, view, signal, turn),
    });
  };
  const looksAfter = (view: AnyView): Worker =>
    workerOf({
      ...usual,
      name: `view/${view.name}/looking-after`,
      everyMs: lookEvery,
      round: async ({ signal, turn }) => {
        await replayDue(on, view, signal, turn);
        if ((await reachedBy(on.database, projectionBeside(view))) !== undefined)
          await underLease(parts, on, view, signal);
      },
    });
  const workers = views.flatMap((view) => [keepsUp(view), looksAfter(view)]);

  return {
    start: async () => {
      for (const view of views) await begin(on, view);
      for (const worker of workers) worker.start();
    },
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
};

/**
 * Builds a view anew beside the live one and switches, together with the replicas that run: whoever is first does it.
 * Ended early by the signal it is theirs, or whoever's calls this again.
 */
export const rebuildView = async (parts: ViewParts, view: AnyView, signal: AbortSignal): Promise<void> => {
  const on = rebuildingOf(parts);
  await askForRebuild(on.database, view);
  await underLease(parts, on, view, signal);
};

const underLease = ({ pool, lease }: ViewParts, on: Rebuilding, view: AnyView, stop: AbortSignal): Promise<void> =>
  leasesOf(pool, lease).during(`view/${projectionBeside(view).checkpoint}`, stop, ({ signal }) =>
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

const runOn = async (on: Rebuilding, view: AnyView, signal: AbortSignal, turn: Turn): Promise<void> => {
  const live = liveProjection(view);
  let position = (await reachedBy(on.database, live)) ?? 0n;
  for await (const events of follow(on.store, position, signal))
    position = await turn(() => advance(on, live, position, events));
};
