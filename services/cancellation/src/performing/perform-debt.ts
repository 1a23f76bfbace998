import type { Perform } from '@lethe/saga';
import type { CancellationKit } from '../cancellation-kit.ts';
import type { SettleDebt } from '../cancellation/settle-debt.ts';
import type { Owed, StepOwed } from '../cancellation/owed.ts';
import { askingAgain } from './asking-again.ts';
import type { Deed } from './deed.ts';
import { ending } from './ending.ts';
import { mailing } from './mailing.ts';
import { undoing } from './undoing.ts';
import { voting } from './voting.ts';

/** Pays the saga's debts by asking the other services, always under the debt's key. */
export const performDebt = (kit: CancellationKit): Perform<Owed, SettleDebt> => {
  const deeds: Readonly<Record<StepOwed['type'], Deed>> = {
    ...voting(kit),
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
    const by = await deeds[debt.type](debt, key);
    return { type: 'SettleDebt', data: { key: debt.key, by, at: kit.clock() } };
  };
};
