import { isDeepStrictEqual } from 'node:util';
import { instantAfter, isBefore } from '@lethe/deciding';
import { StaleRevision, type EventStore, type LookUp } from '@lethe/event-store';
import { indexKeyOf, textOf, type IndexKeyRing } from '@lethe/sealing';
import type { Command } from '../command.ts';
import type { Journal } from '../journal.ts';
import { indexKeysFold, indexKeysStream, type IndexKeyEvent, type IndexKeys } from './index-key.events.ts';
import type { Indexes, KeysSeen } from './indexes.ts';

/** What a holder is found by, and the stream in which that changes. */
export type Indexed = Readonly<{
  streamOf: (holder: string) => string;
  /** All that rows of it are made from, normalised. */
  valuesOf: (holder: string) => Promise<readonly string[]>;
}>;

/** A row that its owner does not account for: it is not taken away, and its key does not go. Somebody has to look. */
export class LookUpUnaccounted extends Error {
  override readonly name = 'LookUpUnaccounted';
  constructor(kind: string, holder: string) {
    super(`A look-up ${kind} of ${holder} lies under an older index key, and its owner says nothing that makes it.`);
  }
}

export type IndexKeeping = Readonly<{
  store: Pick<EventStore, 'lookUpHolders' | 'changeLookUps' | 'read'>;
  journal: Journal<IndexKeyEvent>;
  indexes: Indexes;
  ring: IndexKeyRing;
  /** By kind of look-up. */
  kinds: Readonly<Record<string, Indexed>>;
  /** A key of the newest generation, with an id above this one, where there is none yet, or in any case. */
  make: (how: Readonly<{ above: number; anyway: boolean; at: string }>) => Promise<void>;
  /** Nothing lies under keys before this one. */
  noteLeft: (before: number, at: string) => Promise<void>;
  /** Whether every replica that runs asserts the keys where it writes: those of a build before do not. */
  mayBegin: (at: string) => Promise<boolean>;
}>;

const pageSize = 100;
/** A replica that has not learnt for half as long learns before it looks something up. */
const graceMs = 600_000;

/**
 * Does what is due with the index keys of a service, and wants to be called every minute by who holds the lease; two at once
 * do no harm. Killed at any line, the next call goes on.
 * @throws LookUpUnaccounted
 */
export const keepIndexKeys = async (keeping: IndexKeeping, at: string): Promise<void> => {
  const { ring, indexes } = keeping;
  const { keys } = await indexes.learn();
  const isMissing = !ring.ids().includes(keys.inUse);
  const named = Math.max(keys.inUse, keys.beside ?? 0);
  await keeping.make({ above: isMissing ? named : 0, anyway: isMissing && newestIn(ring) <= named, at });
  await keepOn(keeping, await indexes.learn(), at);
};

const newestIn = (ring: IndexKeyRing): number => Math.max(0, ...ring.ids());

const keepOn = async (keeping: IndexKeeping, from: KeysSeen, at: string): Promise<void> => {
  const { inUse, beside, step, since = at } = from.keys;
  const next = nextOf(keeping.ring, from.keys);
  if (next !== undefined) {
    if (await keeping.mayBegin(at)) await moved(keeping, from, { keyId: next, to: 'filling', at });
  } else if (step === 'swept') await keeping.noteLeft(inUse, at);
  else if (step === 'filling' && beside !== undefined) {
    await fill(keeping, from, beside);
    await moved(keeping, from, { keyId: beside, to: 'in-use', at });
  } else if (step === 'in-use') {
    if (!isBefore(at, instantAfter(since, graceMs))) await moved(keeping, from, { keyId: inUse, to: 'alone', at });
  } else {
    await sweep(keeping, from);
    await moved(keeping, from, { keyId: inUse, to: 'swept', at });
  }
};

/** The key that is to be filled now: one at a time, but where a restore has lost one that is named. */
const nextOf = (ring: IndexKeyRing, { inUse, beside, step }: IndexKeys): number | undefined => {
  const isThere = (id: number | undefined): boolean => id === undefined || ring.ids().includes(id);
  const newest = newestIn(ring);
  if (step === 'filling' && isThere(beside)) return undefined;
  if (step !== 'swept' && isThere(inUse) && isThere(beside)) return undefined;
  return newest > inUse ? newest : undefined;
};

type Step = IndexKeyEvent['data'];

/** One of several that come to it at once records it, and nobody who acted on what is over. */
const moved = async ({ journal, indexes }: IndexKeeping, from: KeysSeen, data: Step): Promise<void> => {
  await journal.handle(
    commandOf(data),
    async (unit) => {
      const keys = await unit.load(indexKeysStream, indexKeysFold);
      if (isDeepStrictEqual(keys, from.keys)) unit.record(indexKeysStream, [{ type: 'IndexKeyMoved', data }]);
    },
    () => undefined,
  );
  await indexes.learn();
};

const commandOf = ({ keyId, to, at }: Step): Command => {
  const id = `index-key/${keyId}/${to}/${at}`;
  return { id, type: 'index-keys', actor: 'clock', correlationId: id, subject: undefined, request: {} };
};

type OnHolder = (kind: string, holder: string) => Promise<void>;

const eachHolder = async (
  { store, kinds }: IndexKeeping,
  concerns: (under: readonly number[]) => boolean,
  act: OnHolder,
): Promise<void> => {
  for (const kind of Object.keys(kinds))
    for (let from: string | undefined, more = true; more; more = from !== undefined) {
      const { holders, next } = await store.lookUpHolders(kind, pageSize, from);
      const concerned = holders.filter(({ under }) =>
        concerns(under.map((key) => indexKeyOf(`${key === '' ? '' : `${key}.`}`))),
      );
      for (const { holder } of concerned) await act(kind, holder);
      from = next;
    }
};

/** Beside the rows that there are: whoever looks for the older ones finds them. */
const fill = (keeping: IndexKeeping, { seen }: KeysSeen, keyId: number): Promise<void> =>
  eachHolder(
    keeping,
    (under) => !under.includes(keyId),
    (kind, holder) => changing({ ...keeping, seen }, { kind, holder }, (rowsUnder) => ({ take: rowsUnder(keyId) })),
  );

const sweep = async (keeping: IndexKeeping, { keys, seen }: KeysSeen): Promise<void> => {
  const older = keeping.ring.ids().filter((id) => id !== keys.inUse);
  const hasOlder = (under: readonly number[]): boolean => under.some((id) => older.includes(id));
  await eachHolder(keeping, hasOlder, (kind, holder) =>
    changing({ ...keeping, seen }, { kind, holder }, (rowsUnder) => ({ release: older.flatMap(rowsUnder) })),
  );
  await eachHolder(keeping, hasOlder, (kind, holder) => {
    throw new LookUpUnaccounted(kind, holder);
  });
};

type Changes = Readonly<{ take?: readonly LookUp[]; release?: readonly LookUp[] }>;
type Holding = Readonly<{ kind: string; holder: string }>;

const attempts = 10;

/** Where the holder changes meanwhile, its values are read again; where the keys do, this was somebody's who stood still. */
const changing = async (
  keeping: IndexKeeping & Pick<KeysSeen, 'seen'>,
  { kind, holder }: Holding,
  changesOf: (rowsUnder: (id: number) => readonly LookUp[]) => Changes,
  attempt = 1,
): Promise<void> => {
  const { store, kinds, ring, seen } = keeping;
  const owner = kinds[kind];
  if (owner === undefined) return;
  const stream = owner.streamOf(holder);
  const { seen: expected } = await store.read(stream);
  const values = await owner.valuesOf(holder);
  const rowsUnder = (id: number): readonly LookUp[] =>
    values.flatMap((value) => {
      const hmac = ring.index(id, textOf(kind, value));
      return hmac === undefined ? [] : [{ kind, hmac, holder }];
    });
  try {
    const asserted = [
      { stream, expected },
      { stream: indexKeysStream, expected: seen },
    ];
    await store.changeLookUps(asserted, changesOf(rowsUnder));
  } catch (error) {
    const isOfHolder = error instanceof StaleRevision && error.stream === stream;
    if (!isOfHolder || attempt === attempts) throw error;
    await changing(keeping, { kind, holder }, changesOf, attempt + 1);
  }
};
