import { HoldOwnership, LockAccount, LockSessions, participants } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import type { CancellationKit } from '../cancellation-kit.ts';
import type { EventNamed } from '../cancellation/cancellation.events.ts';
import type { Withdrawal } from '../cancellation/cancellation.ts';
import type { StepOwed } from '../cancellation/owed.ts';
import type { PerformStep } from './perform-step.ts';

type Steps = 'hold-ownership' | 'lock-account' | 'lock-sessions' | 'make-final';

/** Everything up to the point of no return. A refusal withdraws the attempt; everything here has an undo. */
export const reachingFinal = ({ calls, clock }: CancellationKit): Readonly<Record<Steps, PerformStep>> => {
  const withdrawn = (debt: StepOwed, because: Withdrawal): EventNamed<'CancellationWithdrawn'> => ({
    type: 'CancellationWithdrawn',
    data: { ...debt.data, because, stopped: null, withdrawnAt: clock() },
  });
  return {
    'hold-ownership': async (debt, key) => {
      const { accountId, attempt } = debt.data;
      const answer = await calls.ask(HoldOwnership, { accountId, attempt }, { key });
      if (!isRefusal(answer)) return { type: 'OwnershipHeld', data: { attempt, heldAt: clock() } };
      return withdrawn(debt, answer.refused === 'owner-of-workspaces' ? answer.refused : 'lock-refused');
    },
    'lock-account': async (debt, key) => {
      const { accountId, attempt } = debt.data;
      const answer = await calls.ask(LockAccount, { accountId, attempt }, { key });
      if (isRefusal(answer)) return withdrawn(debt, 'lock-refused');
      return { type: 'LockedInIdentity', data: { attempt, lockedAt: clock() } };
    },
    'lock-sessions': async (debt, key) => {
      const { accountId, attempt } = debt.data;
      const answer = await calls.ask(LockSessions, { accountId, attempt }, { key });
      if (isRefusal(answer)) return withdrawn(debt, 'lock-refused');
      return { type: 'LockedInSession', data: { attempt, ended: answer.ended, lockedAt: clock() } };
    },
    'make-final': async ({ data }) => ({
      type: 'CancellationMadeFinal',
      data: { ...data, participants: [...participants], finalAt: clock() },
    }),
  };
};
