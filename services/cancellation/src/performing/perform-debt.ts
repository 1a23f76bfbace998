import type { Perform } from '@lethe/saga';
import type { CancellationKit } from '../cancellation-kit.ts';
import type { SettleDebt } from '../cancellation/settle-debt.ts';
import type { Owed, StepOwed } from '../cancellation/owed.ts';
import { askingAgain } from './asking-again.ts';
import type { PerformStep } from './perform-step.ts';
import { ending } from './ending.ts';
import { mailing } from './mailing.ts';
import { undoing } from './undoing.ts';
import { reachingFinal } from './reaching-final.ts';

/** Pays the saga's debts by asking the other services, always under the debt's key. */
export const performDebt = (kit: CancellationKit): Perform<Owed, SettleDebt> => {
  const steps: Readonly<Record<StepOwed['type'], PerformStep>> = {
    ...reachingFinal(kit),
    ...undoing(kit),
    ...mailing(kit),
    ...ending(kit),
  };
  const askAgain = askingAgain(kit);
  return async (debt, key) => {
    if (debt.type === 'ask-to-clear') {
      await askAgain(debt, key);
      return undefined;
    }
    const by = await steps[debt.type](debt, key);
    return { type: 'SettleDebt', data: { key: debt.key, by, at: kit.clock() } };
  };
};
