import { exclusiveKinds, LookUpTaken, type LookUp, type LookUpChanges, type LookUpHolders } from './event-store.ts';
import { keyIn } from './key-in.ts';

const same =
  (one: LookUp) =>
  (other: LookUp): boolean =>
    one.kind === other.kind && one.hmac === other.hmac && one.holder === other.holder;

/** Look-ups that change all at once or not at all. What is released in the same change is free to be taken. */
export const inMemoryLookUps = () => {
  let rows: readonly LookUp[] = [];
  return {
    /** @throws LookUpTaken where another holder keeps an exclusive one. */
    change: ({ take = [], release = [], releaseAll = [] }: LookUpChanges): void => {
      const left = rows.filter((row) => !releaseAll.includes(row.holder) && !release.some(same(row)));
      for (const { kind, hmac, holder } of take.filter((row) => exclusiveKinds.includes(row.kind)))
        if (left.some((row) => row.kind === kind && row.hmac === hmac && row.holder !== holder))
          throw new LookUpTaken(kind);
      const kept = left.filter((row) => !take.some(same(row)));
      rows = structuredClone([...kept, ...take.filter((row, index) => take.findIndex(same(row)) === index)]);
    },
    found: (kind: string, hmac: string): readonly LookUp[] =>
      rows.filter((row) => row.kind === kind && row.hmac === hmac),
    holders: (kind: string, limit: number, from = ''): LookUpHolders => {
      const ofKind = rows.filter((row) => row.kind === kind && row.holder > from);
      const page = [...new Set(ofKind.map(({ holder }) => holder))].toSorted().slice(0, limit);
      const under = (one: string) => ofKind.filter(({ holder }) => holder === one).map(({ hmac }) => keyIn(hmac));
      return {
        holders: page.map((holder) => ({ holder, under: [...new Set(under(holder))] })),
        next: page.length < limit ? undefined : page.at(-1),
      };
    },
  };
};
