import type { Saga } from '@lethe/saga';
import type { CancellationEvent } from './cancellation.events.ts';
import { nothing, type Cancellation } from './cancellation.ts';
import { evolve } from './evolve.ts';
import { owed, type Owed } from './owed.ts';
import { settleDebt, type SettleDebt } from './settle-debt.ts';

/** One account's cancellation: attempts, at most one of them final, and from there only forward (CAN-7). */
export const cancellationSaga: Saga<SettleDebt, Cancellation, CancellationEvent, never, Owed> = {
  initial: nothing,
  evolve,
  owed,
  settle: settleDebt,
};
