import { fold, type Fold, type Message } from '@lethe/deciding';
import type { EventStore, Expected, Revision, Snapshots } from '@lethe/event-store';
import type { Sealing } from '@lethe/sealing';
import { sealedEvents } from './codec.ts';
import type { Catalogue } from './events.ts';
import { fromJson, opened, toJson, withheld } from './kept-state.ts';

/**
 * Folds on from a snapshot of the stream, if there is one. For streams that grow without bound, and whose state does not: it
 * begins to pay at a hundred events (docs/performance.md). The state is made of plain objects, arrays, Maps and Sets; the fold
 * carries personal fields and never looks into them, so that they lie sealed in a snapshot.
 */
export type FromSnapshot = Readonly<{
  /** Names the fold among those of its stream. */
  fold: string;
  /** One more whenever the fold, its state or its events change: older snapshots are then not looked at. */
  version: number;
  /** Events after which a new one is kept; 100 when absent. */
  every?: number;
  /** Opens what is personal in the state; else it is withheld, as if its keys were gone. */
  opens?: true;
  /** Of what it came to with this event, whatever came after. */
  until?: Revision | undefined;
}>;

type Sources = Readonly<{
  store: Pick<EventStore, 'readAfter'>;
  sealing: Pick<Sealing, 'open'>;
  catalogue: Catalogue;
  /** Absent, everything is folded from the first event. */
  snapshots?: Snapshots | undefined;
}>;

type Folded<State> = Readonly<{ state: State; seen: Expected }>;

/** What folding the stream comes to, and how far that is. */
export const foldFrom =
  (sources: Sources) =>
  async <State, Event extends Message>(
    stream: string,
    rules: Fold<State, Event>,
    from: FromSnapshot,
  ): Promise<Folded<State>> => {
    const { state, seen } = await foldSealed(sources, stream, rules, from);
    return { state: await asAsked(sources.sealing, state, from), seen };
  };

/** What is personal in a state, or in many, opened in one batch, or withheld. */
export const asAsked = async <State>(
  sealing: Sources['sealing'],
  state: State,
  { opens }: Pick<FromSnapshot, 'opens'>,
): Promise<State> => (opens === true ? opened(sealing, state) : withheld(state));

/** With what is personal in it as it lies in the log. */
export const foldSealed = async <State, Event extends Message>(
  { store, catalogue, snapshots }: Sources,
  stream: string,
  rules: Fold<State, Event>,
  { fold: name, version, every = 100, until }: FromSnapshot,
): Promise<Folded<State>> => {
  const found = await snapshots?.find(stream, name, version);
  const isLater = (revision: Revision): boolean => until !== undefined && revision > until;
  const snapshot = found === undefined || isLater(found.revision) ? undefined : found;
  const from = snapshot?.revision ?? -1n;
  let state = snapshot === undefined ? rules.initial : (fromJson(snapshot.state) as State);
  let revision = from;
  for await (const page of pagesAfter(store, stream, from)) {
    const events = page.filter((event) => !isLater(event.revision));
    state = fold({ ...rules, initial: state }, sealedEvents<Event>(catalogue, events));
    revision = events.at(-1)?.revision ?? revision;
  }
  // One that is not kept is missed by nobody.
  if (revision - from >= every)
    await snapshots?.keep(stream, name, version, { revision, state: toJson(state) }).catch(() => undefined);
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
