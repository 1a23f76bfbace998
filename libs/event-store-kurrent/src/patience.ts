export class ServerSilent extends Error {
  override readonly name = 'ServerSilent';
  constructor(milliseconds: number) {
    super(`KurrentDB gave no sign for ${milliseconds} ms.`);
  }
}

/**
 * The client's own deadlines do not cover all its calls, discovery and reads among them.
 * @throws ServerSilent
 */
export const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ServerSilent(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * All items; the time counts anew with each.
 * @throws ServerSilent
 */
export const collected = <T>(milliseconds: number, items: AsyncIterable<T>): Promise<readonly T[]> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ServerSilent(milliseconds)), milliseconds);
    const all = async (): Promise<readonly T[]> => {
      const list: T[] = [];
      for await (const item of items) {
        list.push(item);
        timer.refresh();
      }
      return list;
    };
    all()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
