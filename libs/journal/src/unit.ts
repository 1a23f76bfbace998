import { fold, type Fold, type Message } from '@lethe/deciding';
import type { Expected, LookUp, LookUpChanges } from '@lethe/event-store';
import { gateOf, ownersOf } from './gates.ts';
import { indexKeysStream } from './index-keys/index-key.events.ts';
import { keysSeenBy, underEachKey } from './index-keys/indexed-rows.ts';
import type { Unit } from './journal.ts';
import type { Recorded } from './recorded.ts';
import type { FromSnapshot } from './snapshotting.ts';

export type Draft<Event extends Message> = Readonly<{ stream: string; expected: Expected; events: readonly Event[] }>;

/** A unit that is still open: what it read and what it wants to write. */
export type OpenUnit<Event extends Message> = Unit<Event> &
  Readonly<{
    drafts: () => readonly Draft<Event>[];
    lookUps: () => LookUpChanges;
  }>;

type Read<Event extends Message> = (
  stream: string,
) => Promise<Readonly<{ events: readonly Recorded<Event>[]; seen: Expected }>>;

type FoldFrom<Event extends Message> = <State, E extends Event>(
  stream: string,
  rules: Fold<State, E>,
  from: FromSnapshot,
) => Promise<Readonly<{ state: State; seen: Expected }>>;

/** What a unit has seen of streams, and what it adds to them. */
type Streams<Event extends Message> = Readonly<{
  expected: Map<string, Expected>;
  events: Map<string, readonly Event[]>;
}>;

const loadingOf = <Event extends Message>(
  { expected, events }: Streams<Event>,
  read: Read<Event>,
  foldFrom: FoldFrom<Event>,
): Unit<Event>['load'] => {
  const histories = new Map<string, ReturnType<Read<Event>>>();
  const states = new Map<string, Promise<Readonly<{ state: unknown; seen: Expected }>>>();
  // What was seen first is what everything here was decided on.
  const note = (stream: string, seen: Expected) => expected.has(stream) || expected.set(stream, seen);
  return async <State, E extends Event>(stream: string, rules: Fold<State, E>, from?: FromSnapshot) => {
    const added = (): readonly E[] => (events.get(stream) ?? []) as readonly Message[] as readonly E[];
    if (from !== undefined) {
      const name = JSON.stringify([stream, from]);
      const folding = states.get(name) ?? foldFrom(stream, rules, from);
      states.set(name, folding);
      const { state, seen } = await folding;
      note(stream, seen);
      return fold({ ...rules, initial: state as State }, added());
    }
    const reading = histories.get(stream) ?? read(stream);
    histories.set(stream, reading);
    const history = await reading;
    note(stream, history.seen);
    return fold(rules, [...(history.events as readonly Message[] as readonly E[]), ...added()]);
  };
};

/** `concerned` are the accounts whose gates stand before whatever the unit records. */
export const unitOf = <Event extends Message>(
  read: Read<Event>,
  foldFrom: FoldFrom<Event>,
  concerned: readonly string[],
): OpenUnit<Event> => {
  const streams: Streams<Event> = { expected: new Map(), events: new Map() };
  const { expected, events } = streams;
  const gated = new Set<string>();
  const take: LookUp[] = [];
  const release: LookUp[] = [];
  const releaseAll: string[] = [];
  const add = (stream: string, added: readonly Event[]): void => {
    if (added.length > 0) events.set(stream, [...(events.get(stream) ?? []), ...added]);
  };
  const shared: Omit<OpenUnit<Event>, 'record' | 'ungated'> = {
    load: loadingOf(streams, read, foldFrom),
    take: (lookUp) => take.push(lookUp),
    release: (lookUp) => release.push(lookUp),
    releaseAll: (holder) => releaseAll.push(holder),
    drafts: () =>
      draftsOf(events, new Map([...expected, ...gatesOpen(concerned, gated), ...keysAsSeen({ take, release })])),
    lookUps: () => underEachKey({ take, release, releaseAll }),
  };
  const ungated: OpenUnit<Event> = {
    ...shared,
    record: add,
    get ungated() {
      return ungated;
    },
  };
  return {
    ...shared,
    ungated,
    record: (stream, added) => {
      add(stream, added);
      if (added.length > 0) gated.add(stream);
    },
  };
};

/** That no account is being cleared here whom the command concerns, or in whose streams it records something. */
const gatesOpen = (
  concerned: readonly string[],
  gated: ReadonlySet<string>,
): readonly (readonly [string, Expected])[] =>
  gated.size === 0 ? [] : [...concerned, ...ownersOf(gated)].map((accountId) => [gateOf(accountId), 'no-stream']);

/** ID-5: nobody takes or releases a row by keys that have moved meanwhile. */
const keysAsSeen = (changes: LookUpChanges): readonly (readonly [string, Expected])[] => {
  const seen = keysSeenBy(changes);
  return seen === undefined ? [] : [[indexKeysStream, seen]];
};

const draftsOf = <Event extends Message>(
  events: ReadonlyMap<string, readonly Event[]>,
  expected: ReadonlyMap<string, Expected>,
): readonly Draft<Event>[] => {
  const written = [...events].map(([stream, added]) => ({
    stream,
    expected: expected.get(stream) ?? ('no-stream' as const),
    events: added,
  }));
  const asserted = [...expected]
    .filter(([stream]) => !events.has(stream))
    .map(([stream, seen]) => ({ stream, expected: seen, events: [] }));
  return [...written, ...asserted];
};
