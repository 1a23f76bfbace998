import type { Kit } from '@lethe/service';
import type { CancellationSettings } from './cancellation.config.ts';
import { cancellationStream, type CancellationEvent } from './cancellation/cancellation.events.ts';
import { cancellationSaga } from './cancellation/cancellation.saga.ts';
import type { Cancellation } from './cancellation/cancellation.ts';

export type CancellationKit = Kit<CancellationEvent, CancellationSettings>;

export const cancellationOf = (
  { journal }: Pick<CancellationKit, 'journal'>,
  accountId: string,
): Promise<Cancellation> => journal.state(cancellationStream(accountId), cancellationSaga);
