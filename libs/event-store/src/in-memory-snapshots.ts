import type { Snapshot, Snapshots } from './event-store.ts';

/** Those of tests: one process, gone with it. */
export const inMemorySnapshots = (): Snapshots => {
  const kept = new Map<string, Readonly<{ version: number; snapshot: Snapshot }>>();
  const found = (stream: string, fold: string, version: number): Snapshot | undefined => {
    const one = kept.get(`${stream} ${fold}`);
    return one?.version === version ? one.snapshot : undefined;
  };
  return {
    find: async (stream, fold, version) => structuredClone(found(stream, fold, version)),
    keep: async (stream, fold, version, snapshot) => {
      const before = found(stream, fold, version);
      if (before === undefined || before.revision < snapshot.revision)
        kept.set(`${stream} ${fold}`, { version, snapshot: structuredClone(snapshot) });
    },
  };
};
