import type { SubjectKeys } from './sealing.ts';

/**
 * Reads each key once. For the milliseconds of one command, which opens, digests and seals under the same keys; kept any
 * longer it would be a cache, and a destroyed key could still be used.
 * @param ahead whose keys are read at once, while the command does something else.
 */
export const rememberedKeys = (keys: SubjectKeys, ahead: readonly string[] = []): SubjectKeys => {
  const known = new Map<string, Uint8Array>();
  const read = async (subjects: readonly string[]): Promise<void> => {
    for (const [subject, key] of await keys.open(subjects)) known.set(subject, key);
  };
  // What fails ahead is asked again where it is needed, and fails there.
  const readAhead = ahead.length === 0 ? undefined : read(ahead).catch(() => undefined);
  return {
    make: async (subject) => {
      await readAhead;
      const key = known.get(subject) ?? (await keys.make(subject));
      if (key !== undefined) known.set(subject, key);
      return key;
    },
    open: async (subjects) => {
      await readAhead;
      const unknown = subjects.filter((subject) => !known.has(subject));
      if (unknown.length > 0) await read(unknown);
      return new Map([...known].filter(([subject]) => subjects.includes(subject)));
    },
    destroy: async (subject, at) => {
      await readAhead;
      known.delete(subject);
      return keys.destroy(subject, at);
    },
  };
};
