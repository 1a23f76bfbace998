import type { PublicEvent } from '@lethe/contracts';
import type { StoredEvent } from '@lethe/event-store';
import type * as z from 'zod';

/** A public event about one entity, without personal data. */
export type EventPublication<E extends PublicEvent = PublicEvent> = Readonly<{
  event: E;
  entityId: string;
  data: z.input<E['data']>;
}>;

/** Asks one participant to clear an account. Cancellation alone publishes it. */
export type ClearingPublication = Readonly<{
  clearing: Readonly<{
    participant: string;
    accountId: string;
    step: 'requested';
    data: Readonly<Record<string, unknown>>;
  }>;
}>;

export type Publication = EventPublication | ClearingPublication;

/** Says a public event, with its data checked against its type. */
export const publication = <E extends PublicEvent>(
  event: E,
  entityId: string,
  data: z.input<E['data']>,
): EventPublication => ({ event, entityId, data });

/** What others learn of a stored event: nothing, one or more public events. Pure. Sealed fields stay sealed. */
export type Published = (event: StoredEvent) => readonly Publication[];

export const clearingType = 'lethe.clearing.requested.v1';
