/** Position of an event in its stream; the first is 0n. */
export type Revision = bigint;
/**
 * Position of an event in the whole log, above 0n; commit order is position order. Gapless from 1n where the store says
 * so (docs/stores.md): compare positions, never count with them.
 */
export type Position = bigint;

/** What a writer saw. There is no "any": who has not read may not write. */
export type Expected = Revision | 'no-stream';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type NewEvent = Readonly<{
  type: string;
  /** Version of the type's schema, from 1. */
  version: number;
  data: { readonly [key: string]: Json };
}>;

export type StoredEvent = NewEvent &
  Readonly<{
    id: string;
    stream: string;
    revision: Revision;
    position: Position;
    commandId: string;
    correlationId: string;
    /** Who caused it: an account id, `service:<name>` or `clock`. Never a name or an address. */
    actor: string;
    /** ISO 8601, UTC. */
    recordedAt: string;
  }>;

/** A command that was handled before: answer from its events. */
export type RecordedCommand = Readonly<{ type: string; digest: string | null; events: readonly StoredEvent[] }>;

export type History = Readonly<{
  events: readonly StoredEvent[];
  /** Pass it on to `append` unchanged. */
  seen: Expected;
  /** Set where `commandId` was recorded before, by whichever stream. */
  recorded: RecordedCommand | undefined;
}>;

/** Without events it only asserts where the stream stands. */
export type Write = Readonly<{ stream: string; expected: Expected; events: readonly NewEvent[] }>;

export type Envelope = Readonly<{
  commandId: string;
  commandType: string;
  /** HMAC of the request under a key that goes with its subject, or null where the subject has no key. */
  digest: string | null;
  correlationId: string;
  actor: string;
  /** ISO 8601, UTC. */
  at: string;
}>;

/** Rows that find an account by something it holds. `email` and `sso` have one holder at a time, other kinds may have many. */
export type LookUp = Readonly<{
  kind: string;
  hmac: string;
  holder: string;
  /** What is wanted of the holder wherever it is found, so that no history is read for it. Never personal data: it is not sealed. */
  says?: Json;
}>;
export type LookUpChanges = Readonly<{
  /** One that the holder has already says from then on what it is taken with. */
  take?: readonly LookUp[];
  release?: readonly LookUp[];
  /** Every row of these holders. */
  releaseAll?: readonly string[];
}>;

/** Kinds that one holder at a time may have. */
export const exclusiveKinds: readonly string[] = ['email', 'sso'];

/** Where a stream stands; nothing is written to it. */
export type Asserted = Omit<Write, 'events'>;

/** Holders of a kind, and the ids of keys that their rows are under: what stands before the dot of an HMAC, '' where there is none. */
export type LookUpHolders = Readonly<{
  holders: readonly Readonly<{ holder: string; under: readonly string[] }>[];
  /** Where the next page begins; undefined after the last one. */
  next: string | undefined;
}>;

export interface EventStore {
  /** A stream that was never written is an empty history, not an error. */
  read(stream: string, commandId?: string): Promise<History>;

  /**
   * A page of a stream: at most `limit` events behind a revision (-1n: from the first), in order. Fewer than `limit` mean
   * that there was nothing more.
   */
  readAfter(stream: string, after: Revision, limit: number): Promise<readonly StoredEvent[]>;

  /**
   * Appends to all streams or to none, and changes the look-ups with them. The home stream is the first write's.
   * A command id that is recorded already appends nothing: read again and answer from what was recorded.
   * @throws StaleRevision when a stream is no longer where the writer saw it.
   * @throws LookUpTaken when somebody else holds an exclusive look-up.
   * @throws CommandRecorded when this command id was recorded before.
   * @throws RangeError when there is no event, or what is written is too large (1 MiB) or not valid JSON text.
   * @throws OutcomeUnknown when the answer was lost: send it again with the same command id.
   */
  append(writes: readonly Write[], envelope: Envelope, lookUps?: LookUpChanges): Promise<Position>;

  /** Who holds it: at most one for an exclusive kind. Read from the write side, never behind. */
  lookUp(kind: string, hmac: string): Promise<readonly string[]>;

  /** The same with what each row says. */
  lookUpRows(kind: string, hmac: string): Promise<readonly LookUp[]>;

  /** About `limit` of a kind, for who goes over all of them: one that was there all the time is found, in whichever order. */
  lookUpHolders(kind: string, limit: number, from?: string): Promise<LookUpHolders>;

  /**
   * Changes look-ups alone, where all these streams stand where they were read: for who writes the same under another key.
   * @throws StaleRevision, LookUpTaken
   */
  changeLookUps(asserted: readonly Asserted[], changes: Pick<LookUpChanges, 'take' | 'release'>): Promise<void>;

  /** Position of the last event, 0n in an empty log. */
  head(): Promise<Position>;

  /** Changes when the log was restored from a back-up; positions of different epochs cannot be compared. */
  epoch(): Promise<string>;

  /** Events after `after` in position order, at most `limit`. Ask with 0n, a position that was given, or one less. */
  readAll(after: Position, limit: number): Promise<readonly StoredEvent[]>;

  /**
   * Calls back soon after something was appended, by whichever process. Only a hint: it may be lost, so poll as well.
   * @returns a function that ends the watch.
   */
  watch(wake: () => void): () => void;
}

/**
 * What folding a stream had come to, as JSON. It is no record: lost, or of another version, the stream is folded again.
 * It holds no personal data, since it outlives the keys.
 */
export type Snapshot = Readonly<{ revision: Revision; state: Json }>;

export interface Snapshots {
  /** Of this fold, in this version of it. */
  find(stream: string, fold: string, version: number): Promise<Snapshot | undefined>;
  /** Unless there is a later one of this version. */
  keep(stream: string, fold: string, version: number, snapshot: Snapshot): Promise<void>;
}

export class StaleRevision extends Error {
  override readonly name = 'StaleRevision';
  constructor(
    readonly stream: string,
    readonly expected: Expected,
    readonly actual: Expected,
  ) {
    super(`Stream ${stream} is at ${actual}, not at ${expected}. Read it again and decide again.`);
  }
}

export class LookUpTaken extends Error {
  override readonly name = 'LookUpTaken';
  constructor(readonly kind: string) {
    super(`Somebody else holds this ${kind}.`);
  }
}

export class CommandRecorded extends Error {
  override readonly name = 'CommandRecorded';
  constructor(readonly commandId: string) {
    super(`Command ${commandId} was recorded before. Read again and answer from its events.`);
  }
}

/** The connection or the server went silent during an append: it was made, or not, or will be. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
  constructor(cause: unknown) {
    super('The answer to an append was lost. Send it again with the same command id.', { cause });
  }
}

/** The store cannot be reached or does not answer; nothing was written. It will pass. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  constructor(cause?: unknown) {
    super('The event store does not answer.', { cause });
  }
}
