import type { Calls } from '@lethe/bus';
import type { ServiceName } from '@lethe/contracts';
import type { Message } from '@lethe/deciding';
import { idFrom, type Command, type Journal } from '@lethe/journal';
import type { Sealing } from '@lethe/sealing';
import type { Pool } from 'pg';
import type { ClearingEvent } from './clearing.events.ts';

/** What clearing needs of a service's kit. Its catalogue holds `clearingEvents`, whatever its own events are. */
export type ClearingKit<Event extends Message = Message> = Readonly<{
  name: ServiceName;
  journal: Journal<Event>;
  calls: Calls;
  sealing: Sealing;
  pool: Pool;
  clock: () => string;
}>;

export type OfCancellation = Readonly<{ accountId: string; cancellationId: string }>;

/** How much of the account a service still holds, by a look of its own. */
export type Remaining = (cancellation: OfCancellation) => Promise<number>;

/** Cancellation says, proven, that it never asked: somebody forged the request. */
export class NeverSaid extends Error {
  override readonly name = 'NeverSaid';
  constructor(readonly cancellationId: string) {
    super(`Cancellation ${cancellationId} never asked for this.`);
  }
}

/** Cancellation does not know what it is said to have asked for. */
export class ClearingUnknown extends Error {
  override readonly name = 'ClearingUnknown';
  constructor(readonly cancellationId: string) {
    super(`Cancellation ${cancellationId} is unknown to the cancellation service.`);
  }
}

export const journalOf = <Event extends Message>({ journal }: ClearingKit<Event>): Journal<ClearingEvent> =>
  journal as unknown as Journal<ClearingEvent>;

/**
 * The command of one step: the same however often the clearing is asked for.
 * Without a subject, so that no key is made for an account that is being cleared.
 */
export const stepOf = (service: string, { cancellationId }: OfCancellation, step: string): Command => ({
  id: idFrom(cancellationId, `${service}/${step}`),
  type: `clearing.${step}`,
  actor: `service:${service}`,
  correlationId: cancellationId,
  subject: undefined,
  request: {},
});
