import type { Decider, Refusal } from '@lethe/deciding';
import { confirmBinding, type ConfirmBinding } from './binding/confirm-binding.ts';
import { startBinding, type StartBinding } from './binding/start-binding.ts';
import { unbind, type Unbind } from './binding/unbind.ts';
import { checkCode, type CheckCode, type CheckRefusal } from './checking/check-code.ts';
import type { FactorsEvent } from './factors.events.ts';
import { evolve, noFactors, type Factors } from './factors.ts';

export type FactorsCommand = StartBinding | ConfirmBinding | CheckCode | Unbind;
export type FactorsRefusal = CheckRefusal | Refusal<'factor-bound-already' | 'binding-not-started'>;

export const factorsDecider: Decider<FactorsCommand, Factors, FactorsEvent, FactorsRefusal> = {
  initial: noFactors,
  evolve,
  decide: (command, factors) => {
    switch (command.type) {
      case 'StartBinding':
        return startBinding(command, factors);
      case 'ConfirmBinding':
        return confirmBinding(command, factors);
      case 'CheckCode':
        return checkCode(command, factors);
      case 'Unbind':
        return unbind(command, factors);
    }
  },
};
