type Asked<Key, Found> = Readonly<{
  keys: readonly Key[];
  resolve: (found: Found) => void;
  reject: (error: unknown) => void;
}>;

/**
 * Answers the questions of many with one query. Who asks while one is under way waits for the next, so that no answer is
 * older than its question: this is no cache.
 * @returns a question; its answer may hold what others asked for as well.
 */
export const sharedReads = <Key, Found>(read: (keys: readonly Key[]) => Promise<Found>) => {
  const waiting: Asked<Key, Found>[] = [];
  let busy = false;

  const answer = async (all: readonly Asked<Key, Found>[]): Promise<void> => {
    try {
      const found = await read([...new Set(all.flatMap(({ keys }) => keys))]);
      for (const { resolve } of all) resolve(found);
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  };

  const run = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    // Lets everybody of this tick aboard.
    await Promise.resolve();
    while (waiting.length > 0) await answer(waiting.splice(0));
    busy = false;
  };

  return (keys: readonly Key[]): Promise<Found> =>
    new Promise((resolve, reject) => {
      waiting.push({ keys, resolve, reject });
      void run();
    });
};
