import type { ownStopReasons, stopReasons } from '@lethe/contracts';
import { refuse, type Message, type Refusal } from '@lethe/deciding';
import type { CancellationEvent, EventNamed } from './cancellation.events.ts';
import type { Cancellation, Withdrawal } from './cancellation.ts';

export type StopCancellation = Message<
  'StopCancellation',
  { by: string; reason: (typeof stopReasons)[number]; at: string }
>;
export type StopOwnCancellation = Message<
  'StopOwnCancellation',
  { cancellationId: string; reason: (typeof ownStopReasons)[number]; at: string }
>;
export type StopRefused = Refusal<'cancellation-unknown' | 'cancellation-final'>;
type Stopped = readonly CancellationEvent[] | StopRefused;

/** Staff stop it in the hold-back (CAN-7a). Against Final exactly one wins, by expected revision. */
export const stopCancellation = ({ data }: StopCancellation, cancellation: Cancellation): Stopped => {
  const { by, reason, at } = data;
  return stopped(cancellation, 'stopped-by-staff', { by, reason }, at);
};

/** The person stops the very attempt whose link was mailed; one that was stopped before stays as it is (CAN-7a). */
export const stopOwnCancellation = (
  { data: { cancellationId, reason, at } }: StopOwnCancellation,
  cancellation: Cancellation,
): Stopped => {
  const attempt = cancellation.confirmations.find((each) => each.cancellationId === cancellationId);
  if (attempt === undefined) return refuse('cancellation-unknown');
  if (attempt.withdrawnAt !== null) return [];
  return stopped(cancellation, 'stopped-by-person', { by: cancellation.accountId, reason }, at);
};

const stopped = (
  { phase, accountId, cancellationId, attempt }: Cancellation,
  because: Withdrawal,
  by: EventNamed<'CancellationWithdrawn'>['data']['stopped'],
  at: string,
): Stopped => {
  if (phase === 'none') return refuse('cancellation-unknown');
  if (phase === 'withdrawn') return [];
  if (phase !== 'requested' && phase !== 'locked') return refuse('cancellation-final');
  const data = { accountId, cancellationId, attempt, because, stopped: by, withdrawnAt: at };
  return [{ type: 'CancellationWithdrawn', data }];
};
