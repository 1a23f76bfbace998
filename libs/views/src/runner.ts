import { follow, type EventStore, type StoredEvent } from '@lethe/event-store';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { leases as leasesOf, type LeaseTimes } from './lease.ts';
import { pause } from './pause.ts';
import { checkpointOf, project, type CheckpointTables } from './projecting.ts';
import { checkViews, type AnyView } from './view.ts';

export type ViewRunnerParts = Readonly<{
  views: readonly AnyView[];
  /** Types of events this service declares. A view that listens to another one does not start. */
  eventTypes: readonly string[];
  store: EventStore;
  pool: Pool;
  /** Lifts an event to the newest version of its type; as stored when absent. */
  lift?: (event: StoredEvent) => StoredEvent;
  /** Told of each failure; the view then goes on from its checkpoint after `retryAfter` milliseconds, 1 s when absent. */
  onError: (error: unknown, view: string) => void;
  retryAfter?: number;
  lease?: LeaseTimes;
}>;

export type ViewRunner = Readonly<{
  /** Resolves once every view has its checkpoint. */
  start: () => Promise<void>;
  /** Resolves once the last batch is in and all is handed over. */
  stop: () => Promise<void>;
}>;

/**
 * Keeps views up with the log. Of all replicas one runs a view; if it dies, another goes on after 3 seconds.
 * @throws Error where a view must not start: see `checkViews`.
 */
export const viewRunner = (parts: ViewRunnerParts): ViewRunner => {
  const { views, eventTypes, pool, onError, retryAfter = 1_000 } = parts;
  checkViews(views, eventTypes);
  const database = new Kysely<CheckpointTables>({ dialect: new PostgresDialect({ pool }) });
  const leases = leasesOf(pool, parts.lease);
  const stopping = new AbortController();
  let running: Promise<unknown> = Promise.resolve();

  const keepUp = async (view: AnyView): Promise<void> => {
    while (!stopping.signal.aborted)
      try {
        await leases.during(`view/${view.name}`, stopping.signal, ({ signal }) => runOn(parts, database, view, signal));
      } catch (error) {
        onError(error, view.name);
        await pause(retryAfter, stopping.signal);
      }
  };

  return {
    start: async () => {
      for (const view of views) await checkpointOf(database, view);
      running = Promise.all(views.map(keepUp));
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

const runOn = async (
  { store, lift = (event) => event }: ViewRunnerParts,
  database: Kysely<CheckpointTables>,
  view: AnyView,
  signal: AbortSignal,
): Promise<void> => {
  let position = await checkpointOf(database, view);
  for await (const events of follow(store, position, signal))
    position = await project(database, view, position, events.map(lift));
};
