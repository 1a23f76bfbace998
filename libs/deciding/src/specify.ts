import { expect } from '@jest/globals';
import { fold, isRefusal, type Decision, type Fold, type Message, type Refusal } from './decider.ts';

const frozen = <Value>(value: Value): Value => {
  if (Object.isFrozen(value) || ArrayBuffer.isView(value)) return value; // what is no object counts as frozen
  Object.freeze(value);
  Object.values(value as object).forEach(frozen);
  return value;
};

/** The functions that decide, by their names: `lockAccount` decides about the command `LockAccount`. */
type Decisions<State, Event extends Message> = Readonly<
  Record<string, (command: never, state: State) => Decision<Event, Refusal>>
>;
type CommandOf<All> = {
  [Name in keyof All]: All[Name] extends (command: infer Command, state: never) => unknown ? Command : never;
}[keyof All];
type ReasonOf<All> = {
  [Name in keyof All]: All[Name] extends (...given: never) => infer Decided
    ? Extract<Decided, Refusal>['refused']
    : never;
}[keyof All];

/**
 * Given these events, when this command, then exactly these events, in this order, decided by the very functions that handlers
 * call. History is frozen: a fold that mutates fails.
 */
export const specify =
  <State, Event extends Message, All extends Decisions<State, Event>>(rules: Fold<State, Event>, decisions: All) =>
  (...history: readonly Event[]) => ({
    when: (command: CommandOf<All> & Message) => {
      const decide = decisions[command.type.charAt(0).toLowerCase() + command.type.slice(1)];
      if (decide === undefined) throw new Error(`Nothing here decides about ${command.type}.`);
      const decision = decide(frozen(command) as never, fold(rules, history.map(frozen)));
      return {
        then: (...events: readonly Event[]) => {
          expect(decision).toStrictEqual(events);
        },
        nothing: () => {
          expect(decision).toStrictEqual([]);
        },
        refused: (refused: ReasonOf<All>, details: object = {}) => {
          expect(decision).toStrictEqual({ refused, details });
        },
      };
    },
    state: () => fold(rules, history.map(frozen)),
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
