import { Unavailable } from '@lethe/bus';

/** Runs work a few at a time. */
export type Slots = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Argon2 is made to be slow, so whoever may ask for it may also use up the machine: a bound on how many run, and on how many wait.
 * @throws Unavailable where the queue is full.
 */
export const slotsOf = ({ running, waiting }: Readonly<{ running: number; waiting: number }>): Slots => {
  let free = running;
  const queue: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return;
    }
    if (queue.length >= waiting) throw new Unavailable('Password hashing');
    await new Promise<void>((resolve) => {
      queue.push(resolve);
    });
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
