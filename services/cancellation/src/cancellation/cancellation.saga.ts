import type { Saga } from '@lethe/saga';
import {
  acceptClearing,
  acknowledgeClearing,
  type AcceptClearing,
  type AcknowledgeClearing,
  type CancellationUnknown,
} from './acknowledge-clearing.ts';
import type { CancellationEvent } from './cancellation.events.ts';
import { nothing, type Cancellation } from './cancellation.ts';
import { evolve } from './evolve.ts';
import { owed, type Owed } from './owed.ts';
import { requestCancellation, type GrantUsed, type RequestCancellation } from './request-cancellation.ts';
import { settleDebt, type SettleDebt } from './settle-debt.ts';
import { stopCancellation, type StopCancellation, type StopRefused } from './stop-cancellation.ts';

export type CancellationCommand =
  RequestCancellation | SettleDebt | StopCancellation | AcknowledgeClearing | AcceptClearing;
export type CancellationRefusal = GrantUsed | StopRefused | CancellationUnknown;

/** One account's cancellation: attempts, at most one of them final, and from there only forward (CAN-7). */
export const cancellationSaga: Saga<CancellationCommand, Cancellation, CancellationEvent, CancellationRefusal, Owed> = {
  initial: nothing,
  evolve,
  owed,
  decide: (command, cancellation) => {
    switch (command.type) {
      case 'RequestCancellation':
        return requestCancellation(command, cancellation);
      case 'SettleDebt':
        return settleDebt(command, cancellation);
      case 'StopCancellation':
        return stopCancellation(command, cancellation);
      case 'AcknowledgeClearing':
        return acknowledgeClearing(command, cancellation);
      case 'AcceptClearing':
        return acceptClearing(command, cancellation);
    }
  },
};
