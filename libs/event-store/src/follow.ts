import type { EventStore, Position, StoredEvent } from './event-store.ts';

export type Pace = Readonly<{
  /** Events in one batch at most. */
  limit?: number;
  /** Milliseconds between two looks where no wake-up came. */
  pollEvery?: number;
}>;

/**
 * Batches of events behind `after`, in position order, for ever: ends without an error once the signal is aborted.
 * Rejects with what the store throws; follow again from the last batch that was dealt with.
 */
export const follow = async function* (
  store: Pick<EventStore, 'readAll' | 'watch'>,
  after: Position,
  signal: AbortSignal,
  { limit = 500, pollEvery = 200 }: Pace = {},
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  let position = after;
  const alarm = alarmOf(signal);
  const unwatch = store.watch(alarm.ring);
  try {
    while (!signal.aborted) {
      alarm.reset();
      const events = await store.readAll(position, limit);
      const last = events.at(-1);
      if (last === undefined) await alarm.rung(pollEvery);
      else if (!signal.aborted) {
        yield events;
        position = last.position;
      }
    }
  } finally {
    unwatch();
    alarm.end();
  }
};

/** Remembers a ring that comes before anybody waits for it. */
const alarmOf = (signal: AbortSignal) => {
  let rang = false;
  let waiting: (() => void) | undefined;
  const ring = (): void => {
    rang = true;
    waiting?.();
  };
  signal.addEventListener('abort', ring);
  return {
    ring,
    reset: () => {
      rang = false;
    },
    rung: (atMost: number): Promise<void> =>
      new Promise((resolve) => {
        if (rang || signal.aborted) return resolve();
        const timer = setTimeout(resolve, atMost);
        waiting = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    end: () => signal.removeEventListener('abort', ring),
  };
};
