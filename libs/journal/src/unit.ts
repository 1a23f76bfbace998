import { fold, type Fold, type Message } from '@lethe/deciding';
import type { Expected, LookUp, LookUpChanges } from '@lethe/event-store';
import { gateOf, type Unit } from './journal.ts';
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

export const unitOf = <Event extends Message>(read: Read<Event>, foldFrom: FoldFrom<Event>): OpenUnit<Event> => {
  const histories = new Map<string, ReturnType<Read<Event>>>();
  const expected = new Map<string, Expected>();
  const events = new Map<string, readonly Event[]>();
  const take: LookUp[] = [];
  const release: LookUp[] = [];
  const releaseAll: string[] = [];
  return {
    load: async <State, E extends Event>(stream: string, rules: Fold<State, E>, from?: FromSnapshot) => {
      const added = (): readonly E[] => (events.get(stream) ?? []) as readonly Message[] as readonly E[];
      // What was seen first is what everything here was decided on.
      const note = (seen: Expected) => expected.has(stream) || expected.set(stream, seen);
      if (from !== undefined) {
        const { state, seen } = await foldFrom(stream, rules, from);
        note(seen);
        return fold({ ...rules, initial: state }, added());
      }
      const reading = histories.get(stream) ?? read(stream);
      histories.set(stream, reading);
      const history = await reading;
      note(history.seen);
      return fold(rules, [...(history.events as readonly Message[] as readonly E[]), ...added()]);
    },
    record: (stream, added) => {
      if (added.length > 0) events.set(stream, [...(events.get(stream) ?? []), ...added]);
    },
    assertOpen: (accountId) => {
      expected.set(gateOf(accountId), 'no-stream');
    },
    take: (lookUp) => take.push(lookUp),
    release: (lookUp) => release.push(lookUp),
    releaseAll: (holder) => releaseAll.push(holder),
    drafts: () => draftsOf(events, expected),
    lookUps: () => ({ take, release, releaseAll }),
  };
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
