import type { SetAsideRows, Taken } from './set-aside.ts';

export type TryingAgain = Readonly<{
  rows: Pick<SetAsideRows, 'take' | 'takeNow' | 'done' | 'again'>;
  /** Does what the row stands for; may be called twice for it. */
  work: (taken: Taken) => Promise<void>;
  onError: (error: unknown, taken: Taken) => void;
}>;

/** Tries what is due, each entity in its order, until nothing is or the signal is aborted. @returns how many were done. */
export const tryDue = (on: TryingAgain, signal?: AbortSignal): Promise<number> =>
  tryEach(on, () => on.rows.take(), signal);

/**
 * Tries everything that is set aside once, of one entity or of all, since a person asks. What fails stays, with what is
 * behind it.
 */
export const tryNow = (on: TryingAgain, entity?: string): Promise<number> =>
  tryEach(on, (after) => on.rows.takeNow(after, entity));

const tryEach = async (
  { rows, work, onError }: TryingAgain,
  next: (after: string) => Promise<Taken | undefined>,
  signal?: AbortSignal,
): Promise<number> => {
  let done = 0;
  for (let taken = await next('0'); taken !== undefined; taken = await next(taken.id)) {
    try {
      await work(taken);
      await rows.done(taken);
      done += 1;
    } catch (error) {
      onError(error, taken);
      await rows.again(taken, error);
    }
    if (signal?.aborted === true) break;
  }
  return done;
};
