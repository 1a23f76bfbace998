/** Where something stands in a list: an instant, and the id that decides among what has the same. */
export type Place = readonly [instant: string, id: string];

export const byPlace = ([at, id]: Place, [otherAt, otherId]: Place): number =>
  at === otherAt ? inOrder(id, otherId) : inOrder(at, otherAt);

const inOrder = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

/** What comes after a place; everything where there is none. */
export const behind =
  (from: Place | null) =>
  (place: Place): boolean =>
    from === null || byPlace(place, from) > 0;
