import type { stopReasons } from '@lethe/contracts';
import { refuse, type Message, type Refusal } from '@lethe/deciding';
import type { CancellationEvent } from './cancellation.events.ts';
import type { Cancellation } from './cancellation.ts';

export type StopCancellation = Message<
  'StopCancellation',
  { by: string; reason: (typeof stopReasons)[number]; at: string }
>;
export type StopRefused = Refusal<'cancellation-unknown' | 'cancellation-final'>;

/** Staff stop it in the hold-back (CAN-7a). Against Final exactly one wins, by expected revision. */
export const stopCancellation = (
  { data: { by, reason, at } }: StopCancellation,
  { phase, accountId, cancellationId, attempt }: Cancellation,
): readonly CancellationEvent[] | StopRefused => {
  if (phase === 'none') return refuse('cancellation-unknown');
  if (phase === 'withdrawn') return [];
  if (phase !== 'requested' && phase !== 'locked') return refuse('cancellation-final');
  const stopped = { because: 'stopped-by-staff', stopped: { by, reason }, withdrawnAt: at } as const;
  return [{ type: 'CancellationWithdrawn', data: { accountId, cancellationId, attempt, ...stopped } }];
};
