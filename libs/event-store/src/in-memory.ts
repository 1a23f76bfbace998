import { CommandRecorded, StaleRevision, type EventStore, type RecordedCommand } from './event-store.ts';
import { inMemoryLog } from './in-memory-log.ts';
import { inMemoryLookUps } from './in-memory-look-ups.ts';
import { storable } from './storable.ts';

type Command = Omit<RecordedCommand, 'events'> & Readonly<{ after: bigint; count: number }>;

/** The store of tests and sketches: one process, gone with it. It passes the contract of the real ones. */
export const inMemoryEventStore = (): EventStore => {
  const log = inMemoryLog();
  const lookUps = inMemoryLookUps();
  const commands = new Map<string, Command>();
  const watchers = new Set<{ wake: () => void }>();
  const epoch = crypto.randomUUID();

  const recordedAs = (commandId: string): RecordedCommand | undefined => {
    const command = commands.get(commandId);
    if (command === undefined) return undefined;
    const { type, digest, after, count } = command;
    return { type, digest, events: log.after(after, count) };
  };

  return {
    read: async (stream, commandId) => ({
      events: log.stream(stream),
      seen: log.seen(stream),
      recorded: commandId === undefined ? undefined : recordedAs(commandId),
    }),

    // No await between the checks and the last write: that is what makes it atomic.
    append: async (writes, envelope, changes) => {
      const checked = storable(writes, envelope, changes);
      const { commandId, commandType: type, digest } = envelope;
      if (commands.has(commandId)) throw new CommandRecorded(commandId);
      for (const { stream, expected } of checked) {
        const actual = log.seen(stream);
        if (actual !== expected) throw new StaleRevision(stream, expected, actual);
      }
      lookUps.change(changes ?? {});
      const after = log.head();
      log.write(checked, envelope);
      commands.set(commandId, { type, digest, after, count: Number(log.head() - after) });
      for (const watcher of watchers) queueMicrotask(() => watchers.has(watcher) && watcher.wake());
      return log.head();
    },

    lookUp: async (kind, hmac) => lookUps.holders(kind, hmac),
    head: async () => log.head(),
    epoch: async () => epoch,
    readAll: async (after, limit) => log.after(after, limit),

    watch: (wake) => {
      const watcher = { wake };
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
  };
};
