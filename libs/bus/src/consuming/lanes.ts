/** Work in parallel, each entity's in its order: it always takes the same lane (FNV-1a). */
export const lanesOf = (count: number) => {
  const lanes: Promise<void>[] = Array.from({ length: count }, () => Promise.resolve());
  return {
    /** @param work never throws: it would block its lane. */
    put: (entity: string, work: () => Promise<void>): void => {
      const lane = laneOf(entity, count);
      lanes[lane] = (lanes[lane] ?? Promise.resolve()).then(work);
    },
    /** Resolves once nothing that was put runs any more. */
    empty: async (): Promise<void> => {
      await Promise.all(lanes);
    },
  };
};

export const laneOf = (entity: string, count: number): number => {
  let hash = 0x811c9dc5;
  for (let place = 0; place < entity.length; place += 1)
    hash = Math.imul(hash ^ entity.charCodeAt(place), 0x01000193) >>> 0;
  return hash % count;
};
