import { fold, type Fold, type Message, type Refusal } from '@lethe/deciding';
import type { Revision } from '@lethe/event-store';
import { openEvents } from './codec.ts';
import type { Command } from './command.ts';
import { handled, type Parts } from './handling.ts';
import { indexedRowOf } from './index-keys/indexed-rows.ts';
import { textOf } from '@lethe/sealing';
import type { Journal } from './journal.ts';
import type { Recorded } from './recorded.ts';
import { asAsked, foldFrom, foldSealed, type FromSnapshot } from './snapshotting.ts';
import type { OpenUnit } from './unit.ts';

/** The journal of one service: its event store, with personal fields sealed and commands done once. */
export const sealedJournal = <Event extends Message>(parts: Parts): Journal<Event> => {
  const { store, sealing, catalogue, indexed } = parts;
  /** What is found is found under the key that is in use. */
  const found = async (kind: string, value: string): Promise<string> => {
    if (indexed?.kinds.has(kind) !== true) return sealing.mac(kind, value);
    await indexed.indexes.beFresh();
    return indexed.indexes.of(textOf(kind, value))[0];
  };
  const opened = <E extends Event>(stored: Parameters<typeof openEvents>[2]) =>
    openEvents<E>(catalogue, sealing, stored);
  const read = async <E extends Event>(stream: string) => opened<E>((await store.read(stream)).events);

  return {
    read,
    readAfter: async <E extends Event>(stream: string, after: Revision, limit: number) =>
      opened<E>(await store.readAfter(stream, after, limit)),
    state: async <State, E extends Event>(stream: string, rules: Fold<State, E>, from?: FromSnapshot) =>
      from === undefined ? fold(rules, await read<E>(stream)) : (await foldFrom(parts)(stream, rules, from)).state,
    states: async <State, E extends Event>(streams: readonly string[], rules: Fold<State, E>, from: FromSnapshot) => {
      const folded = await Promise.all(streams.map((stream) => foldSealed(parts, stream, rules, from)));
      return asAsked(
        sealing,
        folded.map(({ state }) => state),
        from,
      );
    },
    lookUp: async (kind, value) => store.lookUp(kind, await found(kind, value)),
    lookUpRow: async (kind, value) => (await store.lookUpRows(kind, await found(kind, value)))[0],
    lookUpOf: (kind, value, holder) =>
      indexed?.kinds.has(kind) === true
        ? indexedRowOf({ kind, holder }, indexed.indexes.rowOf(textOf(kind, value)))
        : { kind, hmac: sealing.mac(kind, value), holder },
    handle: <Answer, No extends Refusal = never>(
      command: Command,
      work: (unit: OpenUnit<Event>) => Promise<No | undefined | void>,
      answer: (events: readonly Recorded<Event>[], position: bigint) => Answer | Promise<Answer>,
    ): Promise<Answer | No> => handled(parts, { command, work, answer }),
  };
};
