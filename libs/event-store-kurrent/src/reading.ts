import {
  BACKWARDS,
  END,
  FORWARDS,
  StreamNotFoundError,
  type RecordedEvent,
  type ResolvedEvent,
} from '@kurrent/kurrentdb-client';
import { StoreUnavailable } from '@lethe/event-store';
import type { Connection } from './connection.ts';
import { isNotLeader, isOutage } from './failures.ts';
import { collected } from './patience.ts';

export type Reading = ReturnType<typeof readingOf>;

type LogOptions = NonNullable<Parameters<ReturnType<Connection['client']>['readAll']>[0]>;

/**
 * Everything is read from the leader, since a follower may not have yet what was just written, and with patience, since
 * the client's reading half forgets deadlines.
 */
export const readingOf = (connection: Connection) => {
  const all = async (read: () => AsyncIterable<ResolvedEvent>): Promise<readonly RecordedEvent[]> => {
    try {
      return (await collected(connection.patience, read())).map(present);
    } catch (error) {
      if (error instanceof StreamNotFoundError) return [];
      if (isNotLeader(error)) connection.renew();
      throw isOutage(error) ? new StoreUnavailable(error) : error;
    }
  };

  return {
    stream: (stream: string, fromRevision: bigint, maxCount = Number.MAX_SAFE_INTEGER) =>
      all(() =>
        connection.client().readStream(stream, { direction: FORWARDS, fromRevision, maxCount, requiresLeader: true }),
      ),

    last: async (stream: string): Promise<RecordedEvent | undefined> => {
      const options = { direction: BACKWARDS, fromRevision: END, maxCount: 1, requiresLeader: true } as const;
      const [record] = await all(() => connection.client().readStream(stream, options));
      return record;
    },

    log: (options: LogOptions) => all(() => connection.client().readAll({ ...options, requiresLeader: true })),
  };
};

/** The adapter follows no links, so what it reads is there. */
const present = ({ event }: ResolvedEvent): RecordedEvent => {
  if (event === undefined) throw new Error('KurrentDB gave a link without its event.');
  return event;
};
