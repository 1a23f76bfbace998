import type { Expected, LookUp, LookUpChanges } from '@lethe/event-store';
import type { IndexedRow } from './indexes.ts';

/** A row whose index is under a key that rotates, as it is taken and released. */
type Indexed = LookUp & Readonly<{ indexed: IndexedRow }>;

export const indexedRowOf = ({ kind, holder }: Omit<LookUp, 'hmac'>, indexed: IndexedRow): LookUp => {
  const row: Indexed = { kind, hmac: indexed.written[0] ?? '', holder, indexed };
  return row;
};

const indexedIn = (row: LookUp): IndexedRow | undefined => ('indexed' in row ? (row as Indexed).indexed : undefined);

const under = ({ kind, holder }: LookUp, hmacs: readonly string[]): readonly LookUp[] =>
  hmacs.map((hmac) => ({ kind, hmac, holder }));

/** What is taken lies under each key that is written, and what is released under none. */
export const underEachKey = ({ take = [], release = [], ...rest }: LookUpChanges): LookUpChanges => ({
  ...rest,
  take: take.flatMap((row) =>
    under(row, indexedIn(row)?.written ?? []).concat(indexedIn(row) === undefined ? [row] : []),
  ),
  release: release.flatMap((row) =>
    under(row, indexedIn(row)?.everywhere ?? []).concat(indexedIn(row) === undefined ? [row] : []),
  ),
});

/** Where the stream of the keys stood when the first of these rows was made; undefined where none relies on it. */
export const keysSeenBy = ({ take = [], release = [] }: LookUpChanges): Expected | undefined =>
  [...take, ...release]
    .flatMap((row) => indexedIn(row)?.seen ?? [])
    .toSorted((one, other) => Number(revisionOf(one) - revisionOf(other)))[0];

const revisionOf = (seen: Expected): bigint => (seen === 'no-stream' ? -1n : seen);
