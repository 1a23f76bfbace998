import { fold, type Fold, type Message } from '@lethe/deciding';
import type { EventStore, Expected, Json, Revision, Snapshots } from '@lethe/event-store';
import { withheldEvents } from './codec.ts';
import type { Catalogue } from './events.ts';

/**
 * Folds on from a snapshot of the stream, if there is one. For streams that grow without bound: it begins to pay at a hundred
 * events (docs/performance.md). Personal fields are withheld from the fold, as if their keys were gone, so that none can come
 * to lie in a snapshot.
 */
export type FromSnapshot = Readonly<{
  /** Names the fold among those of its stream. */
  fold: string;
  /** One more whenever the fold, its state or its events change: older snapshots are then not looked at. */
  version: number;
  /** Events after which a new one is kept; 100 when absent. */
  every?: number;
}>;

type Sources = Readonly<{
  store: Pick<EventStore, 'readAfter'>;
  catalogue: Catalogue;
  /** Absent, everything is folded from the first event. */
  snapshots?: Snapshots | undefined;
}>;

/** The signatures of the journal let a snapshot be asked for only where the state is JSON. */
export const foldFrom =
  (sources: Sources) =>
  <State, E extends Message>(stream: string, rules: Fold<State, E>, from: FromSnapshot) =>
    foldedFromSnapshot(sources, stream, rules as unknown as Fold<Json, E>, from) as Promise<
      Readonly<{ state: State; seen: Expected }>
    >;

/** What folding the stream comes to, and how far that is. */
const foldedFromSnapshot = async <State extends Json, Event extends Message>(
  { store, catalogue, snapshots }: Sources,
  stream: string,
  { initial, evolve }: Fold<State, Event>,
  { fold: name, version, every = 100 }: FromSnapshot,
): Promise<Readonly<{ state: State; seen: Expected }>> => {
  const snapshot = await snapshots?.find(stream, name, version);
  const from = snapshot?.revision ?? -1n;
  let state = snapshot === undefined ? initial : (snapshot.state as State);
  let revision = from;
  for await (const events of pagesAfter(store, stream, from)) {
    state = fold({ initial: state, evolve }, withheldEvents<Event>(catalogue, events));
    revision = events.at(-1)?.revision ?? revision;
  }
  // One that is not kept is missed by nobody.
  if (revision - from >= every)
    await snapshots?.keep(stream, name, version, { revision, state }).catch(() => undefined);
  return { state, seen: revision < 0n ? 'no-stream' : revision };
};

const pageSize = 500;

/** A long stream is never in memory as a whole. */
async function* pagesAfter(store: Sources['store'], stream: string, after: Revision) {
  for (let from = after; ;) {
    const events = await store.readAfter(stream, from, pageSize);
    yield events;
    if (events.length < pageSize) return;
    from = events.at(-1)?.revision ?? from;
  }
}
