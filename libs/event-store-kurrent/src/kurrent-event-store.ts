import { storable, type EventStore } from '@lethe/event-store';
import { appended, lookUpsChanged } from './appending.ts';
import { recordedCommands } from './command-record.ts';
import { connect, type Connection } from './connection.ts';
import { logEpoch } from './log-epoch.ts';
import { logReading } from './log-reading.ts';
import { lookUpRows } from './look-up-rows.ts';
import { readingOf } from './reading.ts';
import { eventIn } from './stored-record.ts';
import { namesOf } from './stream-names.ts';
import { watching } from './watching.ts';

export type KurrentEventStore = EventStore & Readonly<{ close: () => Promise<void> }>;

export type KurrentLog = Readonly<{
  /** `kurrentdb://user:password@host:2113?tls=true&tlsCAFile=/path/ca.pem`; TLS is the default, a password needs it. */
  url: string;
  /** Whose log it is among those on that server: the service's name. */
  log: string;
  /** Milliseconds the server may be silent in one call; 5,000 if not said. */
  patience?: number;
}>;

/**
 * The event store on KurrentDB 26.1 or later. Positions grow with gaps; all else is as the port says (ADR 10).
 * @throws RangeError where the connection string or the name of the log is not valid.
 * @throws StoreUnavailable where nobody answers.
 * @throws ServerTooOld
 */
export const openKurrentEventStore = async ({ url, log, patience = 5_000 }: KurrentLog): Promise<KurrentEventStore> => {
  const connection = await connect(url, patience);
  return { ...(await eventStoreOn(connection, log)), close: connection.close };
};

/** Several logs may share a connection. */
export const eventStoreOn = async (connection: Connection, name: string): Promise<EventStore> => {
  const names = namesOf(name);
  const reading = readingOf(connection);
  const log = logReading(reading, names);
  const commands = recordedCommands(reading, names);
  const rows = lookUpRows(reading, names);
  const epoch = logEpoch(connection, reading, names);
  const { wake, watch } = watching(connection, names);
  await epoch.begin();

  return {
    read: async (stream, commandId) => {
      const events = (await reading.stream(names.stream(stream), 0n)).map((record) => eventIn(names, record));
      // Only then: who sees no record of the command saw none of what it did.
      const recorded = commandId === undefined ? undefined : await commands.find(commandId, { stream, events });
      return { events, seen: events.at(-1)?.revision ?? 'no-stream', recorded: recorded?.command };
    },

    readAfter: async (stream, after, limit) =>
      (await reading.stream(names.stream(stream), after + 1n, limit)).map((record) => eventIn(names, record)),

    append: async (writes, envelope, changes) => {
      const checked = storable(writes, envelope, changes);
      const position = await appended({ connection, names, reading, commands, rows }, checked, envelope, changes);
      wake();
      return position;
    },

    lookUp: async (kind, hmac) => (await rows.found(kind, hmac)).map(({ holder }) => holder),
    lookUpRows: (kind, hmac) => rows.found(kind, hmac),
    lookUpHolders: rows.holders,
    changeLookUps: (asserted, changes) => lookUpsChanged({ connection, names, rows }, asserted, changes),
    head: log.head,
    epoch: epoch.current,
    readAll: log.readAll,
    watch,
  };
};
