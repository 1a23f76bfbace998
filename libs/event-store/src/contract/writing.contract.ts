import type { Envelope, EventStore, Json, NewEvent, StoredEvent } from '../event-store.ts';

/** Gives a store with an empty log. */
export type Open = () => Promise<EventStore>;

/** Where stores may differ. */
export type Promises = Readonly<{
  /** Positions are 1n, 2n, 3n and so on. Elsewhere they only grow. */
  gaplessPositions: boolean;
}>;

export const at = '2026-03-01T10:00:00.000Z';

export const command = (commandId: string = crypto.randomUUID()): Envelope => ({
  commandId,
  commandType: 'ChangeUsername',
  digest: 'digest-1',
  correlationId: 'correlation-1',
  actor: 'service:contract',
  at,
});

export const event = (word: Json = 'a', type = 'WordSaid'): NewEvent => ({ type, version: 1, data: { word } });

export const words = (events: readonly StoredEvent[]): readonly Json[] =>
  events.map(({ data }) => data['word'] ?? null);

/** How many events the whole log holds. */
export const eventsIn = async (store: EventStore): Promise<number> => (await store.readAll(0n, 1_000)).length;

/** The error of those that failed, undefined for those that did not. */
export const failures = async (work: readonly Promise<unknown>[]): Promise<readonly unknown[]> =>
  (await Promise.allSettled(work)).map((one) => (one.status === 'rejected' ? (one.reason as unknown) : undefined));
