import { CommandRecorded, StaleRevision, type Asserted, type EventStore } from './event-store.ts';
import { inMemoryLog } from './in-memory-log.ts';
import { inMemoryLookUps } from './in-memory-look-ups.ts';
import { storable } from './storable.ts';

/** The store of tests and sketches: one process, gone with it. It passes the contract of the real ones. */
export const inMemoryEventStore = (): EventStore => {
  const log = inMemoryLog();
  const lookUps = inMemoryLookUps();
  const watchers = inMemoryWatchers();
  const epoch = crypto.randomUUID();
  const assertAll = assertingIn(log);

  return {
    read: async (stream, commandId) => ({
      events: log.stream(stream),
      seen: log.seen(stream),
      recorded: log.recorded(commandId),
    }),

    readAfter: async (stream, after, limit) => log.stream(stream).slice(Number(after) + 1, Number(after) + 1 + limit),

    // No await between the checks and the last write: that is what makes it atomic.
    append: async (writes, envelope, changes) => {
      const checked = storable(writes, envelope, changes);
      if (log.recorded(envelope.commandId) !== undefined) throw new CommandRecorded(envelope.commandId);
      assertAll(checked);
      lookUps.change(changes ?? {});
      log.write(checked, envelope);
      watchers.wake();
      return log.head();
    },

    lookUp: async (kind, hmac) => lookUps.found(kind, hmac).map(({ holder }) => holder),
    lookUpRows: async (kind, hmac) => lookUps.found(kind, hmac),
    lookUpHolders: async (kind, limit, from) => lookUps.holders(kind, limit, from),
    changeLookUps: async (asserted, changes) => {
      assertAll(asserted);
      lookUps.change(changes);
    },
    head: async () => log.head(),
    epoch: async () => epoch,
    readAll: async (after, limit) => log.after(after, limit),
    watch: watchers.watch,
  };
};

/** @throws StaleRevision */
const assertingIn =
  (log: Pick<ReturnType<typeof inMemoryLog>, 'seen'>) =>
  (asserted: readonly Asserted[]): void => {
    for (const { stream, expected } of asserted) {
      const actual = log.seen(stream);
      if (actual !== expected) throw new StaleRevision(stream, expected, actual);
    }
  };

/** Each gets its call after the append, and none once its watch has ended. */
const inMemoryWatchers = () => {
  const watchers = new Set<{ wake: () => void }>();
  return {
    wake: (): void => {
      for (const watcher of watchers) queueMicrotask(() => watchers.has(watcher) && watcher.wake());
    },
    watch: (wake: () => void) => {
      const watcher = { wake };
      watchers.add(watcher);
      return (): void => {
        watchers.delete(watcher);
      };
    },
  };
};
