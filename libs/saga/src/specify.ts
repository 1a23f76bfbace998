import { expect } from '@jest/globals';
import { fold, type Message, type Refusal } from '@lethe/deciding';
import type { Debt, Saga } from './saga.ts';

/** After these events, exactly these debts are owed, in this order. */
export const specifyDebts =
  <Command extends Message, State, Event extends Message, No extends Refusal, Owed extends Debt>(
    saga: Saga<Command, State, Event, No, Owed>,
  ) =>
  (...history: readonly Event[]) => ({
    owes: (...keys: readonly string[]) => {
      expect(saga.owed(fold(saga, history)).map(({ key }) => key)).toStrictEqual(keys);
    },
    debts: () => saga.owed(fold(saga, history)),
  });
