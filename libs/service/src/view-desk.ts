import { clearingEvents } from '@lethe/clearing';
import { postgresPool } from '@lethe/event-store-postgres';
import { catalogueOf, liftOf } from '@lethe/journal';
import {
  rebuildingOf,
  parkedEvents,
  rebuildView,
  replayView,
  viewLag,
  type AnyView,
  type Lag,
  type ParkedEvent,
} from '@lethe/views';
import { clockOf } from './clock.ts';
import { databaseUrls } from './databases.ts';
import type { ServiceDefinition } from './definition.ts';
import { openStore } from './open-store.ts';
import { generalSettings } from './settings.ts';

/** What an operator does with the views of one service, whether the service runs or not. It needs no keys. */
export type ViewDesk = Readonly<{
  lag: () => Promise<readonly Lag[]>;
  parked: () => Promise<readonly ParkedEvent[]>;
  /** Resolves when the built view is in its place. Broken off it is carried on by the service, or by the next call. */
  rebuild: (view: string) => Promise<void>;
  /** @returns how many parked events were taken in. */
  replay: (view: string) => Promise<number>;
  close: () => Promise<void>;
}>;

export class UnknownView extends Error {
  override readonly name = 'UnknownView';
  constructor(service: string, known: readonly string[]) {
    super(known.length === 0 ? `${service} has no views.` : `The views of ${service} are ${known.join(', ')}.`);
  }
}

const storeSettings = generalSettings.pick({ LETHE_EVENT_STORE: true, LETHE_KURRENTDB_URL: true });

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Enters the database as the service's own role, so that what is built belongs to it.
 * @param onError told of each failure, for example of each event before it is parked.
 */
export const openViewDesk = async (
  { name, events, views }: ServiceDefinition,
  environment: Environment,
  onError: (error: unknown, view: string) => void,
): Promise<ViewDesk> => {
  const { LETHE_POSTGRES_URL: server, LETHE_DATA: data = '.lethe' } = environment;
  if (server === undefined) throw new Error('Say where the databases are: LETHE_POSTGRES_URL.');
  const url = databaseUrls(server, data, name).log;
  const pool = postgresPool(url, 4);
  const settings = storeSettings.parse(environment);
  const { store, close } = await openStore({ settings, service: name, pool, listenUrl: url });
  const ground = { store, pool, lift: liftOf(catalogueOf(...events, clearingEvents)), onError };
  const called = (wanted: string): AnyView => {
    const known = views as readonly AnyView[];
    const view = known.find((each) => each.name === wanted);
    if (view === undefined)
      throw new UnknownView(
        name,
        known.map((each) => each.name),
      );
    return view;
  };
  return {
    lag: () => viewLag(pool, store, clockOf(environment)()),
    parked: () => parkedEvents(pool),
    rebuild: async (view) => rebuildView(ground, called(view), new AbortController().signal),
    replay: async (view) => replayView(rebuildingOf(ground), called(view)),
    close: async () => {
      await close();
      await pool.end();
    },
  };
};
