import { Client, type ClientConfig } from 'pg';

export const channel = 'lethe_events';

const firstPause = 100;
const longestPause = 5_000;

/**
 * Wakes watchers when a NOTIFY comes. Listens on a connection of its own (a pooler in transaction mode would lose it)
 * while anybody watches, and connects again when it breaks; after that everybody is woken, since hints may be lost.
 */
export const listening = (connection: ClientConfig) => {
  const watchers = new Set<{ wake: () => void }>();
  let listener: { end: () => void } | undefined;

  const wake = (): void => {
    for (const watcher of watchers) watcher.wake();
  };

  const watch = (call: () => void) => {
    const watcher = { wake: call };
    watchers.add(watcher);
    listener ??= listen(connection, wake);
    return (): void => {
      watchers.delete(watcher);
      if (watchers.size > 0) return;
      listener?.end();
      listener = undefined;
    };
  };

  return { wake, watch };
};

const listen = (connection: ClientConfig, wake: () => void) => {
  let ended = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (pause: number): Promise<void> => {
    const attempt = new Client(connection);
    client = attempt;
    let broken = false;
    const again = (): void => {
      if (broken) return;
      broken = true;
      attempt.end().catch(() => undefined);
      if (!ended) timer = setTimeout(() => void connect(Math.min(pause * 2, longestPause)), pause);
    };
    attempt.on('error', again);
    attempt.on('end', again);
    attempt.on('notification', wake);
    try {
      await attempt.connect();
      await attempt.query(`listen ${channel}`);
      pause = firstPause;
      wake();
    } catch {
      again();
    }
  };

  void connect(firstPause);
  return {
    end: (): void => {
      ended = true;
      clearTimeout(timer);
      client?.end().catch(() => undefined);
    },
  };
};
