import type { Calls, Clock, Keyring, Published, Reaction } from '@lethe/bus';
import type { Clearing } from '@lethe/clearing';
import type { ServiceName } from '@lethe/contracts';
import type { Message } from '@lethe/deciding';
import type { EventStore, Position, StoredEvent } from '@lethe/event-store';
import type { EventDefinitions, EventOf, Indexed, Journal } from '@lethe/journal';
import type { Ledger, LedgerEntry, Sealing } from '@lethe/sealing';
import type { Type } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type * as z from 'zod';
import type { GeneralSettings } from './settings.ts';

/** What is done for ever, outside of everything that a restore brings back. */
export type OwnLedger = Readonly<{
  /** Durable once it answers, and behind the mark of the service's keys. @throws Explained */
  enter: (entry: LedgerEntry) => Promise<void>;
  after: Ledger['after'];
}>;

/** What a service is given to work with. */
export type Kit<Event extends Message = Message, Settings = unknown> = Readonly<{
  name: ServiceName;
  journal: Journal<Event>;
  store: EventStore;
  calls: Calls;
  sealing: Sealing;
  ledger: OwnLedger;
  /** Read models: `kit.database.withTables<IdentityTables>()`. */
  database: Kysely<Record<never, never>>;
  pool: Pool;
  clock: Clock;
  logger: Logger;
  settings: GeneralSettings & Settings;
  keyring: Keyring;
  /** Resolves once the view has seen the position. @throws ViewBehind after 5 seconds. */
  waitFor: (view: string, position: Position) => Promise<void>;
}>;

/** Something that runs for as long as the service does. `stop` resolves when it holds nothing any more. */
export type Worker = Readonly<{ start: () => Promise<void> | void; stop: () => Promise<void> | void }>;

/** Done again and again, the next time this long after the last one ended. A failure is logged and tried again. */
export type Timer = Readonly<{ name: string; everyMs: number; run: () => Promise<void> }>;

/**
 * What must hold in a service's log at every moment. `lethe verify` reads the events of these types and asks; nothing is
 * written. A violation says what is broken in ids and instants, never in personal data. `environment` is for bounds that
 * are settings.
 */
export type Invariant = Readonly<{
  name: string;
  types: readonly string[];
  violations: (
    events: readonly StoredEvent[],
    now: string,
    environment: Readonly<Record<string, string | undefined>>,
  ) => readonly string[];
}>;

export type Work = Readonly<{
  reactions?: readonly Reaction[];
  /** The service's part in clearing an account. */
  clearing?: readonly Clearing[];
  timers?: readonly Timer[];
  workers?: readonly Worker[];
}>;

/** What a service keeps of people beside its views, and what takes it away again, in a sentence for who operates it. */
export type PersonalData = Readonly<{
  /** By kind of subject: `account`, `account/addresses`, `ticket`, … when its key is destroyed. */
  keys: Readonly<Record<string, string>>;
  /** By table that is no view: what empties it. A view says it itself. */
  tables?: Readonly<Record<string, string>>;
}>;

/** Every event of several groups of definitions. */
export type EventsOf<Groups extends readonly EventDefinitions[]> = Groups[number] extends infer Group
  ? Group extends EventDefinitions
    ? EventOf<Group>
    : never
  : never;

export type ServiceDefinition<
  Groups extends readonly EventDefinitions[] = readonly EventDefinitions[],
  Settings extends z.ZodObject = z.ZodObject,
> = Readonly<{
  name: ServiceName;
  events: Groups;
  migrations: readonly unknown[];
  views: readonly unknown[];
  published?: Published;
  invariants?: readonly Invariant[];
  /**
   * Look-ups by what others can guess, by kind: their keys rotate. `tokens`: whether its tokens of a build that had one key for
   * both stay good, for which that key has to stay. Its events hold `indexKeyEvents`.
   */
  indexes?: Readonly<{
    tokens: 'kept' | 'anew';
    kinds: readonly string[];
    /** Of each kind, what its rows are made from. */
    of(kit: Kit<EventsOf<Groups>, z.infer<Settings>>): Readonly<Record<string, Indexed>>;
  }>;
  /** What it keeps of people, and what takes it away: it does not start with anything that stands nowhere. */
  personalData?: PersonalData;
  /** Its own part of the environment, `LETHE_<NAME>_…`. */
  settings: Settings;
  /** What answers its calls, over a `KitModule`. */
  module?: Type;
  work?(kit: Kit<EventsOf<Groups>, z.infer<Settings>>): Work;
  /** What it serves beside calls, for example the gateway's HTTP edge. Started last, stopped first. */
  start?(kit: Kit<EventsOf<Groups>, z.infer<Settings>>): Promise<Readonly<{ url: string; stop: () => Promise<void> }>>;
}>;

export const defineService = <const Groups extends readonly EventDefinitions[], Settings extends z.ZodObject>(
  definition: ServiceDefinition<Groups, Settings>,
): ServiceDefinition<Groups, Settings> => definition;
