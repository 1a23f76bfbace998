import type { Fold, Message, Refusal } from '@lethe/deciding';
import type { LookUp, Position, Revision } from '@lethe/event-store';
import type { Command } from './command.ts';
import type { Recorded } from './recorded.ts';
import type { FromSnapshot } from './snapshotting.ts';

/**
 * One unit of work: what a command read and what it wants to write. Everything is appended at once or not at all,
 * on exactly what was read; where somebody was faster, the work is done afresh with a new unit.
 */
export interface Unit<Event extends Message> {
  /**
   * Folds a stream, which is read once per unit, and what the unit adds to it. Its revision is asserted when the unit is
   * appended, also where nothing is written to it.
   */
  load<State, E extends Event>(stream: string, fold: Fold<State, E>, from?: FromSnapshot): Promise<State>;
  /**
   * Adds events to a stream; one that was not loaded must not exist yet. Nothing of it lands behind a closed gate: be it of
   * who gives the command, of whom it concerns, or of whose stream it is.
   */
  record(stream: string, events: readonly Event[]): void;
  /**
   * The same unit, where what is recorded passes closed gates: what ends or undoes something of an account, what staff or the
   * clock do to what is there already, and clearing itself.
   */
  readonly ungated: Unit<Event>;
  take(lookUp: LookUp): void;
  release(lookUp: LookUp): void;
  /** Every look-up row of the holder. */
  releaseAll(holder: string): void;
}

export interface Journal<Event extends Message> {
  /** Events of a stream, opened and lifted to their newest version. */
  read<E extends Event>(stream: string): Promise<readonly Recorded<E>[]>;
  /** A page of a stream, behind a revision (-1n: from the first); as the store's. */
  readAfter<E extends Event>(stream: string, after: Revision, limit: number): Promise<readonly Recorded<E>[]>;
  state<State, E extends Event>(stream: string, fold: Fold<State, E>, from?: FromSnapshot): Promise<State>;
  /** The same of several streams, in their order: what `opens` is opened in one batch. */
  states<State, E extends Event>(
    streams: readonly string[],
    fold: Fold<State, E>,
    from: FromSnapshot,
  ): Promise<readonly State[]>;
  /** Holders of an exclusive or shared look-up, from the write side. `value` is normalised already. */
  lookUp(kind: string, value: string): Promise<readonly string[]>;
  /** The row of a look-up that has one holder, with what it says. */
  lookUpRow(kind: string, value: string): Promise<LookUp | undefined>;
  /** The row of a look-up, to take or release. */
  lookUpOf(kind: string, value: string, holder: string): LookUp;
  /**
   * Does a command once. `work` reads, decides and records; the answer is made from the recorded events alone,
   * so that a repeated command is answered alike.
   * A command that recorded nothing leaves no trace: a repeat is decided afresh.
   * @returns the answer, or the refusal that `work` returned.
   * @throws CommandReused, LookUpTaken, AccountGone (the gate), StaleRevision after ten attempts.
   */
  handle<Answer>(
    command: Command,
    work: (unit: Unit<Event>) => Promise<void>,
    answer: (events: readonly Recorded<Event>[], position: Position) => Answer | Promise<Answer>,
  ): Promise<Answer>;
  handle<Answer, No extends Refusal>(
    command: Command,
    work: (unit: Unit<Event>) => Promise<No | undefined | void>,
    answer: (events: readonly Recorded<Event>[], position: Position) => Answer | Promise<Answer>,
  ): Promise<Answer | No>;
}
