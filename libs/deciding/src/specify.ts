import { expect } from '@jest/globals';
import { fold, isRefusal, type Decider, type Decision, type Fold, type Message, type Refusal } from './decider.ts';

const frozen = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(frozen);
  return value;
};

/** Given these events, when this command, then exactly these events, in this order. History is frozen: a fold that mutates fails. */
export const specify =
  <Command extends Message, State, Event extends Message, No extends Refusal>(
    decider: Decider<Command, State, Event, No>,
  ) =>
  (...history: readonly Event[]) => ({
    when: (command: Command) => {
      const decision = decider.decide(frozen(command), fold(decider, history.map(frozen)));
      return {
        then: (...events: readonly Event[]) => {
          expect(decision).toStrictEqual(events);
        },
        nothing: () => {
          expect(decision).toStrictEqual([]);
        },
        refused: (refused: No['refused'], details: object = {}) => {
          expect(decision).toStrictEqual({ refused, details });
        },
      };
    },
    state: () => fold(decider, history.map(frozen)),
  });

/** The state that commands lead to which come one after another; a refused one changes nothing. */
export const afterAll = <Command, State, Event extends Message>(
  rules: Fold<State, Event>,
  decide: (command: Command, state: State) => Decision<Event, Refusal>,
  commands: readonly Command[],
  history: readonly Event[] = [],
): State => {
  let state = fold(rules, history);
  for (const command of commands) {
    const decision = decide(command, state);
    if (!isRefusal(decision)) state = fold({ ...rules, initial: state }, decision);
  }
  return state;
};
