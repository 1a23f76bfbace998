import type { Envelope, EventStore, Json, NewEvent, StoredEvent } from '../event-store.ts';

/** Gives a store with an empty log. */
export type Open = () => Promise<EventStore>;

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

/** The error of those that failed, undefined for those that did not. */
export const failures = async (work: readonly Promise<unknown>[]): Promise<readonly unknown[]> =>
  (await Promise.allSettled(work)).map((one) => (one.status === 'rejected' ? (one.reason as unknown) : undefined));
