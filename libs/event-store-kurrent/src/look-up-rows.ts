import { FORWARDS, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import {
  exclusiveKinds,
  LookUpTaken,
  type Json,
  type LookUp,
  type LookUpChanges,
  type LookUpHolders,
} from '@lethe/event-store';
import type { Reading } from './reading.ts';
import { kindAndKeyOf, rowOf, type Names } from './stream-names.ts';

/** What a stream that holds a list says now, where it stood when it was read, and what it is to say. */
export type ListChange = Readonly<{ stream: string; at: bigint | 'no_stream'; before: Listed; after: Listed }>;

/** The items of a list, and what those say that say something. */
export type Listed = Readonly<{ items: readonly string[]; says: Readonly<Record<string, Json>> }>;

type Held = Readonly<{ row: string; holder: string; says?: Json }>;
type List = Listed & Readonly<{ stream: string; at: bigint | 'no_stream' }>;

/**
 * Look-ups are streams whose last record says all: `lookUp-<row>` its holders, `holder-<id>` its rows. A change is read
 * here and written by the append at exactly the revisions that were read.
 */
export const lookUpRows = (reading: Reading, names: Names) => {
  const list = (stream: string): Promise<List> => listIn(reading, stream);
  const lists = async (keys: Iterable<string>, nameOf: (key: string) => string) =>
    new Map(await Promise.all([...new Set(keys)].map(async (key) => [key, await list(nameOf(key))] as const)));

  /** @throws LookUpTaken where another holder keeps an exclusive one. */
  const planned = async ({
    take = [],
    release = [],
    releaseAll = [],
  }: LookUpChanges): Promise<readonly ListChange[]> => {
    const holders = await lists([...[...take, ...release].map(({ holder }) => holder), ...releaseAll], names.holder);
    const all = releaseAll.flatMap((holder) => (holders.get(holder)?.items ?? []).map((row) => ({ row, holder })));
    const released = [...all, ...release.map(heldBy)];
    const taken = take.map(heldBy);
    const rows = await lists(
      [...released, ...taken].map(({ row }) => row),
      names.lookUp,
    );
    for (const lookUp of take.filter(({ kind }) => exclusiveKinds.includes(kind))) refuseTaken(rows, released, lookUp);
    return [
      ...[...rows].map(([row, now]) =>
        changeOf(now, holdersOf(released, row), holdersOf(taken, row), saidOf(taken, row)),
      ),
      ...[...holders].map(([holder, now]) => changeOf(now, rowsOf(released, holder), rowsOf(taken, holder), {})),
    ];
  };

  return {
    planned,
    holders: holdersIn(reading, names),
    found: async (kind: string, hmac: string): Promise<readonly LookUp[]> => {
      const { items, says } = await list(names.lookUp(rowOf({ kind, hmac })));
      return items.map((holder) => {
        const said = says[holder];
        return said === undefined ? { kind, hmac, holder } : { kind, hmac, holder, says: said };
      });
    },
  };
};

/** Where a page begins is where the one before ended in the server's log: a list that changed comes again. */
const holdersIn =
  (reading: Reading, names: Names) =>
  async (kind: string, limit: number, from?: string): Promise<LookUpHolders> => {
    const fromPosition = from === undefined ? START : { commit: BigInt(from), prepare: BigInt(from) };
    const filter = streamNameFilter({ prefixes: [names.holders] });
    const read = await reading.log({ direction: FORWARDS, fromPosition, filter, maxCount: limit + 1 });
    const records = read.filter(({ position }) => String(position?.commit) !== from).slice(0, limit);
    const keysIn = async (stream: string): Promise<readonly string[]> => {
      const rows = (await listIn(reading, stream)).items.map(kindAndKeyOf).filter((row) => row.kind === kind);
      return [...new Set(rows.map(({ key }) => key))];
    };
    const streams = [...new Set(records.map(({ streamId }) => streamId))];
    const page = await Promise.all(
      streams.map(async (stream) => ({ holder: names.holderIn(stream), under: await keysIn(stream) })),
    );
    const last = records.at(-1)?.position?.commit;
    return {
      holders: page.filter(({ under }) => under.length > 0),
      next: records.length < limit || last === undefined ? undefined : String(last),
    };
  };

const listIn = async (reading: Reading, stream: string): Promise<List> => {
  const last = await reading.last(stream);
  if (last === undefined) return { stream, at: 'no_stream', items: [], says: {} };
  const { items, says = {} } = last.data as Partial<Listed> & Pick<Listed, 'items'>;
  return { stream, at: last.revision, items, says };
};

const holdersOf = (some: readonly Held[], row: string) =>
  some.filter((one) => one.row === row).map((one) => one.holder);
const rowsOf = (some: readonly Held[], holder: string) =>
  some.filter((one) => one.holder === holder).map((one) => one.row);

const saidOf = (some: readonly Held[], row: string): Listed['says'] =>
  Object.fromEntries(
    some.flatMap((one) => (one.row === row && one.says !== undefined ? [[one.holder, one.says] as const] : [])),
  );

const heldBy = ({ kind, hmac, holder, says }: LookUp): Held => ({
  row: rowOf({ kind, hmac }),
  holder,
  ...(says === undefined ? {} : { says }),
});

const refuseTaken = (
  rows: ReadonlyMap<string, List>,
  released: readonly Held[],
  { kind, hmac, holder }: LookUp,
): void => {
  const row = rowOf({ kind, hmac });
  const gone = new Set(holdersOf(released, row));
  const others = rows.get(row)?.items.filter((other) => other !== holder && !gone.has(other)) ?? [];
  if (others.length > 0) throw new LookUpTaken(kind);
};

/** What is taken says what it is taken with, and nothing of before. */
const changeOf = (
  { stream, at, items, says }: List,
  released: readonly string[],
  taken: readonly string[],
  said: Listed['says'],
): ListChange => {
  const left = items.filter((item) => !released.includes(item));
  const stays = Object.entries(says).filter(([item]) => left.includes(item) && !taken.includes(item));
  const after = { items: [...new Set([...left, ...taken])], says: { ...Object.fromEntries(stays), ...said } };
  return { stream, at, before: { items, says }, after };
};
