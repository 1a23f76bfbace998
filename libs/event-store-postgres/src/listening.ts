import { setTimeout as pause } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import { DeadlineClient } from './deadline-client.ts';

export const channel = 'lethe_events';

const firstPause = 100;
const longestPause = 5_000;
/** Nobody asks anything over this connection: whether the server is still there shows only where it is asked. */
const usualLookEveryMs = 5_000;

/**
 * Wakes watchers when a NOTIFY comes. Listens on a connection of its own (a pooler in transaction mode would lose it)
 * while anybody watches, and connects again when it breaks; after that everybody is woken, since hints may be lost.
 */
export const listening = (connection: ClientConfig, lookEveryMs = usualLookEveryMs) => {
  const watchers = new Set<{ wake: () => void }>();
  let listener: { end: () => void } | undefined;

  const wake = (): void => {
    for (const watcher of watchers) watcher.wake();
  };

  const watch = (call: () => void) => {
    const watcher = { wake: call };
    watchers.add(watcher);
    listener ??= listen(connection, lookEveryMs, wake);
    return (): void => {
      watchers.delete(watcher);
      if (watchers.size > 0) return;
      listener?.end();
      listener = undefined;
    };
  };

  return { wake, watch };
};

const listen = (connection: ClientConfig, lookEveryMs: number, wake: () => void) => {
  const stopping = new AbortController();
  void (async () => {
    let wait = firstPause;
    while (!stopping.signal.aborted) {
      const began = performance.now();
      await listenOnce(connection, { lookEveryMs, wake, signal: stopping.signal }).catch(() => undefined);
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      wait = performance.now() - began > longestPause ? firstPause : Math.min(wait * 2, longestPause);
    }
  })();
  return { end: () => stopping.abort() };
};

type Listening = Readonly<{ lookEveryMs: number; wake: () => void; signal: AbortSignal }>;

/** Until the connection breaks or is silent, or the signal is aborted. @throws always: nothing else ends it. */
const listenOnce = async (connection: ClientConfig, { lookEveryMs, wake, signal }: Listening): Promise<never> => {
  const client = new DeadlineClient(connection);
  const broken = new AbortController();
  const over = AbortSignal.any([signal, broken.signal]);
  client.on('error', () => broken.abort());
  client.on('end', () => broken.abort());
  client.on('notification', wake);
  try {
    await client.connect();
    await client.query(`listen ${channel}`);
    wake();
    for (;;) {
      await pause(lookEveryMs, undefined, { signal: over });
      // Once more changes nothing, and a server that is silent is found out.
      await client.query(`listen ${channel}`);
    }
  } finally {
    client.end().catch(() => undefined);
  }
};
