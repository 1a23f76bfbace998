import { END, streamNameFilter } from '@kurrent/kurrentdb-client';
import type { Connection } from './connection.ts';
import type { Names } from './stream-names.ts';

const firstPause = 100;
const longestPause = 5_000;

/**
 * Wakes watchers when the server tells of an event of this log. One subscription while anybody watches, made anew when it
 * breaks (the client does not); then everybody is woken, since hints were lost. It carries no place: who follows the log
 * saves what he handled, for a checkpoint of the client runs ahead of that.
 */
export const watching = (connection: Connection, names: Names) => {
  const watchers = new Set<{ wake: () => void }>();
  let subscription: { end: () => void } | undefined;

  const wake = (): void => {
    for (const watcher of watchers) watcher.wake();
  };

  const watch = (call: () => void) => {
    const watcher = { wake: call };
    watchers.add(watcher);
    subscription ??= subscribe(connection, names, wake);
    return (): void => {
      watchers.delete(watcher);
      if (watchers.size > 0) return;
      subscription?.end();
      subscription = undefined;
    };
  };

  return { wake, watch };
};

const subscribe = (connection: Connection, names: Names, wake: () => void) => {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let cancel: (() => void) | undefined;

  const start = (pause: number): void => {
    const filter = streamNameFilter({ prefixes: [names.events] });
    const attempt = connection.client().subscribeToAll({ fromPosition: END, filter });
    let broken = false;
    let next = Math.min(pause * 2, longestPause);
    cancel = () => void attempt.unsubscribe().catch(() => undefined);
    const again = (): void => {
      if (broken) return;
      broken = true;
      if (!ended) timer = setTimeout(start, pause, next);
    };
    attempt.on('confirmation', () => {
      next = firstPause;
      pause = firstPause;
      wake();
    });
    attempt.on('data', wake);
    attempt.on('error', again);
    attempt.on('end', again);
    attempt.on('close', again);
  };

  start(firstPause);
  return {
    end: (): void => {
      ended = true;
      clearTimeout(timer);
      cancel?.();
    },
  };
};
