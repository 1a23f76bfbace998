import type { Shredded } from '@lethe/contracts';
import type { Message } from '@lethe/deciding';
import type { Position, Revision } from '@lethe/event-store';
import type { Sealed } from '@lethe/sealing';
import type { Kysely } from 'kysely';

/** Data as they lie in the log: what reading opens is still sealed here, and goes sealed into a `jsonb` column. */
export type SealedData<Data> = {
  readonly [Field in keyof Data]: Shredded extends Data[Field]
    ? Sealed | Extract<Data[Field], null | undefined>
    : Data[Field];
};

/** An event as a view sees it. */
export type Logged<Event extends Message> = Readonly<{
  type: Event['type'];
  data: SealedData<Event['data']>;
  id: string;
  stream: string;
  revision: Revision;
  position: Position;
  /** Who caused it: an account id, `service:<name>` or `clock`. */
  actor: string;
  /** ISO 8601, UTC. */
  recordedAt: string;
}>;

/** A query that is built but not run: the runner runs it beside the checkpoint, in one transaction. */
export type Statement = Readonly<{ execute: () => Promise<unknown> }>;

type Statements = Statement | readonly Statement[];

/** What an event does to a view. */
export type Handler<Database, One> = (db: Database, event: One) => Statements;

/**
 * A read model: event types to statements that are not run. It never opens what is sealed.
 * What it has become can be built anew beside it (`lethe rebuild`). A change of meaning is a new version: make the tables
 * of `_v2` in a migration, let it catch up, switch the queries, and drop `_v1` together with its row in
 * `view_checkpoints`, else clearing waits for it.
 */
export type View<Event extends Message, Tables> = Readonly<{
  /** Name of its table and of its checkpoint. */
  name: `${string}_v${number}`;
  /** It keeps sealed values: then it says what `AccountDataCleared` does to them, or it does not start. */
  personal?: true;
  /** Its tables, where it is not the one of its name, or none. No other table refers to them. */
  tables?: readonly (keyof Tables & string)[];
  /** Columns that are not from the log: a rebuilt table takes them over, row by row, from the one it replaces. */
  unlogged?: { readonly [Table in keyof Tables & string]?: Unlogged<keyof Tables[Table] & string> };
  on: {
    readonly [Type in Event['type']]?: Handler<Kysely<Tables>, Logged<Extract<Event, { type: Type }>>>;
  };
}>;

/** Rows of both tables with the same key are the same. */
export type Unlogged<Column extends string = string> = Readonly<{ key: Column; columns: readonly Column[] }>;

/** A view of whatever events and tables. */
export type AnyView = Readonly<{
  name: string;
  personal?: true;
  tables?: readonly string[];
  unlogged?: Readonly<Record<string, Unlogged | undefined>>;
  on: Readonly<Record<string, Handler<never, never> | undefined>>;
}>;

/** What it says must go is never passed over. */
export const clearing = 'AccountDataCleared';

/** @throws Error that lists everything for which these views must not start. */
export const checkViews = (views: readonly AnyView[], eventTypes: readonly string[]): void => {
  const problems = views.flatMap(({ name, personal, on }, index) => [
    ...(/^[a-z][a-z0-9_]*_v[0-9]+$/.test(name) ? [] : [`${name} does not end in its version, for example _v1.`]),
    ...(views.findIndex((view) => view.name === name) === index ? [] : [`${name} is there twice.`]),
    ...Object.keys(on)
      .filter((type) => !eventTypes.includes(type))
      .map((type) => `${name} listens to ${type}, which nobody declares.`),
    ...(personal === true && on[clearing] === undefined
      ? [`${name} holds personal data and ignores ${clearing}.`]
      : []),
  ]);
  if (problems.length > 0) throw new Error(`These views do not start.\n${problems.join('\n')}`);
};
