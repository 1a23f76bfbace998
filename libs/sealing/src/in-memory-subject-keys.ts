import { newKey } from './aead.ts';
import type { Receipt, SubjectKeys } from './sealing.ts';

/** For tests of pure code: the same promises as in a database, for as long as the process lives. */
export const inMemorySubjectKeys = (): SubjectKeys => {
  const keys = new Map<string, Uint8Array>();
  const tombstones = new Map<string, Receipt>();
  return {
    make: async (subject) => {
      if (tombstones.has(subject)) return undefined;
      const key = keys.get(subject) ?? newKey();
      keys.set(subject, key);
      return key;
    },
    open: async (subjects) =>
      new Map(
        subjects.flatMap((subject) => {
          const key = keys.get(subject);
          return key === undefined ? [] : [[subject, key] as const];
        }),
      ),
    destroy: async (subject, at) => {
      keys.delete(subject);
      const receipt = tombstones.get(subject) ?? { subject, destroyedAt: new Date(at).toISOString() };
      tombstones.set(subject, receipt);
      return receipt;
    },
  };
};
