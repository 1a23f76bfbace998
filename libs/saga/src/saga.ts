import type { Decision, Fold, Message, Refusal } from '@lethe/deciding';

/** What is owed to somebody until an event settles it. Doing it twice is harmless to whoever is asked. */
export type Debt<Type extends string = string, Data = unknown> = Message<Type, Data> &
  Readonly<{
    /** Unique among all debts the stream ever has, and what makes a repeat the same command for the one who is asked. */
    key: string;
    /** Not before this instant; ISO 8601, UTC. */
    notBefore?: string;
  }>;

/**
 * A saga is a stream like any other, and says at every moment what it still owes.
 * `owed` is a function of the state, so a crash between deciding and asking loses nothing: the runner asks again.
 */
export type Saga<
  Command extends Message,
  State,
  Event extends Message,
  No extends Refusal = never,
  Owed extends Debt = Debt,
> = Fold<State, Event> &
  Readonly<{
    owed: (state: State) => readonly Owed[];
    /** What comes of a debt that somebody answered for. */
    settle: (command: Command, state: State) => Decision<Event, No>;
  }>;
