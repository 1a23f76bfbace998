/** What happened (an event, past tense) or what is asked (a command, imperative). */
export type Message<Type extends string = string, Data = unknown> = Readonly<{
  type: Type;
  data: Readonly<Data>;
}>;

/** An expected "no", part of the contract, with what the caller needs to act on it. Bugs and outages are thrown instead. */
export type Refusal<Reason extends string = string, Details extends object = object> = Readonly<{
  refused: Reason;
  details: Readonly<Details>;
}>;

export type Decision<Event extends Message, No extends Refusal = never> = readonly Event[] | No;

/**
 * What it takes to know a stream's state. A decider is this and one function for each command, `(command, state) => Decision`:
 * pure, synchronous and total. Time, ids, random values and outside facts come in with the command.
 */
export type Fold<State, Event extends Message> = Readonly<{
  initial: State;
  evolve: (state: State, event: Event) => State;
  /** Where there is one, `evolve` changes the copy that this makes of a state, and nothing else. */
  copy?: (state: State) => State;
}>;

/** A "no" that says all there is to say. */
export type NoDetails = Readonly<Record<string, never>>;

export function refuse<const Reason extends string>(refused: Reason): Refusal<Reason, NoDetails>;
export function refuse<const Reason extends string, Details extends object>(
  refused: Reason,
  details: Details,
): Refusal<Reason, Details>;
export function refuse(refused: string, details: object = {}): Refusal {
  return { refused, details };
}

/** Tells a "no" from a decision's events or from a call's answer, and which it can be. */
export function isRefusal<Event extends Message, No extends Refusal>(decision: readonly Event[] | No): decision is No;
export function isRefusal<Answer extends object>(answer: Answer): answer is Extract<Answer, Refusal>;
export function isRefusal(value: unknown): value is Refusal;
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && typeof value.refused === 'string';
}

export const fold = <State, Event extends Message>(
  { initial, evolve, copy }: Fold<State, Event>,
  events: readonly Event[],
): State => events.reduce(evolve, copy === undefined ? initial : copy(initial));

/**
 * A fold of what may grow: events change one copy of the state in place, so that n of them cost n and not n² (GRO-1). What is
 * folded is as pure as elsewhere: neither the state it begins with nor an event is changed.
 */
export const foldInPlace = <State, Draft extends State, Event extends Message>({
  initial,
  copy,
  apply,
}: Readonly<{
  initial: State;
  copy: (state: State) => Draft;
  /** Answers with the draft it was given, or with another one. */
  apply: (draft: Draft, event: Event) => Draft;
}>): Fold<State, Event> => ({
  initial,
  copy,
  // Nobody but `fold` calls it, on what `copy` made or `apply` answered.
  evolve: (state, event) => apply(state as Draft, event),
});
