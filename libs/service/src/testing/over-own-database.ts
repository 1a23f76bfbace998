import { randomUUID } from 'node:crypto';
import type { Caller, CallContext, Calls } from '@lethe/bus';
import { clearingEvents } from '@lethe/clearing';
import { accountSubject, subjectOf, type Call } from '@lethe/contracts';
import type { Message } from '@lethe/deciding';
import type { Json, LookUp, NewEvent } from '@lethe/event-store';
import {
  eventStoreMigrations,
  migrate,
  postgresEventStore,
  postgresPool,
  postgresSnapshots,
  type Migration,
} from '@lethe/event-store-postgres';
import { catalogueOf, liftOf, sealedJournal, type EventDefinitions } from '@lethe/journal';
import { runningMigrations } from '@lethe/running';
import { inMemorySubjectKeys, originOf, sealingOf } from '@lethe/sealing';
import { eventually, fixedClock, freshDatabase } from '@lethe/testing';
import { viewCheckpoints, viewMigrations, viewRunner, type AnyView } from '@lethe/views';
import type { Type } from '@nestjs/common';
import { pino } from 'pino';
import type * as z from 'zod';
import { keyringsFor } from '../../../bus/src/testing/keyrings.ts';
import { countedOn, type Cost } from '../../../testing/src/counted.ts';
import type { EventsOf, Kit, ServiceDefinition } from '../definition.ts';
import { databaseOver } from './database-over.ts';
import { testingModule } from './testing-module.ts';

type Given = Readonly<{
  at: string;
  settings?: object;
  /** What the other services answer. */
  answering?: (call: Call, input: never) => object;
}>;

/**
 * A service as it runs, with its views, over a database of its own; other services are stood in for, and its calls are made on
 * its controllers. What it asks of the database itself is counted, apart from what its views do.
 */
export const overOwnDatabase = async <Groups extends readonly EventDefinitions[], Settings extends z.ZodObject>(
  definition: ServiceDefinition<Groups, Settings>,
  { at, settings = {}, answering = () => ({}) }: Given,
) => {
  const { url, drop } = await freshDatabase();
  const pool = postgresPool(url);
  const counted = countedOn(pool);
  await made(url, definition.migrations as readonly Migration[]);
  const catalogue = catalogueOf(...definition.events, clearingEvents);
  const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32).fill(7) });
  const clock = fixedClock(at);
  const store = postgresEventStore(pool);
  const kit = {
    name: definition.name,
    journal: sealedJournal({ store, sealing, catalogue, clock: clock.now, snapshots: postgresSnapshots(pool) }),
    store,
    calls: { ask: async (call, input) => answering(call, input as never) } as Calls,
    sealing,
    database: databaseOver(pool),
    pool,
    clock: clock.now,
    logger: silent,
    settings: definition.settings.parse(settings),
    keyring: (await keyringsFor([definition.name], clock.now))[definition.name],
    waitFor: viewCheckpoints(pool).waitFor,
  } as unknown as Kit<EventsOf<Groups>, z.infer<Settings>>;
  const module = await testingModule(definition.module as Type, kit as Kit).compile();
  let views = await startedViews(url, definition.views as readonly AnyView[], catalogue);
  return {
    kit,
    clock,
    get: <Controller>(controller: Type<Controller>): Controller => module.get(controller),
    seed: seeding(kit as Kit, catalogue, at),
    /** The views have seen all that was recorded, and the planner knows how much there is. */
    settled: () => views.settled(),
    /** While the views stand still: what they do in the background is nobody's request. */
    counted: async (work: () => Promise<unknown>): Promise<Cost> => {
      await views.settled();
      await views.stop();
      try {
        return await counted(work);
      } finally {
        views = await startedViews(url, definition.views as readonly AnyView[], catalogue);
      }
    },
    close: async (): Promise<void> => {
      await views.stop();
      await pool.end();
      await drop();
    },
  };
};

const silent = pino({ level: 'silent' });

const made = async (url: string, own: readonly Migration[]): Promise<void> => {
  const pool = postgresPool(url);
  await migrate(pool, [...eventStoreMigrations, ...runningMigrations, ...viewMigrations, ...own]);
  await pool.end();
};

const connectionsOfViews = `select from pg_stat_activity where datname = current_database() and application_name = 'views'`;

/** On connections of their own, that are gone with what they counted once the views are stopped. */
const startedViews = async (url: string, views: readonly AnyView[], catalogue: ReturnType<typeof catalogueOf>) => {
  const pool = postgresPool(`${url}?application_name=views`);
  const store = postgresEventStore(pool);
  const runner = viewRunner({
    views,
    eventTypes: [...catalogue.keys()],
    store,
    pool,
    lift: liftOf(catalogue),
    onError: () => undefined,
    log: silent,
  });
  await runner.start();
  return {
    settled: async (): Promise<void> => {
      const position = await store.head();
      for (const { name } of views)
        await eventually(() => viewCheckpoints(pool).waitFor(name, position), { withinMs: 120_000 });
      await pool.query('analyze');
    },
    stop: async (): Promise<void> => {
      await runner.stop();
      await pool.end();
      const others = postgresPool(url, 1);
      await eventually(async () => {
        if ((await others.query(connectionsOfViews)).rowCount !== 0) throw new Error('The views are still connected.');
      });
      await others.end();
    },
  };
};

type Write = readonly [stream: string, ...events: readonly Message[]];
type Part = Readonly<{ stream: string; events: readonly NewEvent[] }>;
const eventsInOneAppend = 500;
const rowsInOneAppend = 1000;

/** Puts history into the log at once, with the look-ups it leaves, sealed as it would be: what each of its events costs is not what is looked at. */
const seeding = (
  { store, sealing }: Pick<Kit, 'store' | 'sealing'>,
  catalogue: ReturnType<typeof catalogueOf>,
  at: string,
): ((writes: readonly Write[], rows?: readonly LookUp[]) => Promise<void>) => {
  const seal = async (stream: string, { type, data }: Message): Promise<NewEvent> => {
    const { version = 1, personal = {} } = catalogue.get(type) ?? {};
    const given = data as Record<string, Json>;
    const plain = Object.entries(personal).map(([field, owner]) => ({
      value: given[field] ?? null,
      subject: subjectOf(owner, String(given[owner.of])),
      origin: originOf(stream, type, field),
    }));
    const boxes = plain.length === 0 ? [] : await sealing.seal(plain);
    const sealed = Object.fromEntries(Object.keys(personal).map((field, index) => [field, boxes[index] as never]));
    return { type, version, data: { ...given, ...sealed } };
  };
  return async (writes, rows = []) => {
    const parts: Part[] = [];
    for (const [stream, ...events] of writes) {
      const sealed = await Promise.all(events.map((event) => seal(stream, event)));
      for (let from = 0; from < sealed.length; from += eventsInOneAppend)
        parts.push({ stream, events: sealed.slice(from, from + eventsInOneAppend) });
    }
    const seen = new Map<string, bigint>();
    const left = [...rows];
    for (const page of pagesOf(parts)) {
      await store.append(
        page.map((part) => ({ ...part, expected: seen.get(part.stream) ?? 'no-stream' })),
        { commandId: randomUUID(), commandType: 'seed', digest: null, correlationId: 'seed', actor: 'clock', at },
        { take: left.splice(0, rowsInOneAppend) },
      );
      for (const { stream, events } of page) seen.set(stream, (seen.get(stream) ?? -1n) + BigInt(events.length));
    }
    if (left.length > 0) throw new Error('More look-ups than go with so few events.');
  };
};

/** An append names a stream once, and is no larger than it may be. */
const pagesOf = (parts: readonly Part[]): readonly (readonly Part[])[] => {
  const pages: Part[][] = [];
  let room = 0;
  for (const part of parts) {
    const page = pages.at(-1);
    if (page === undefined || room < part.events.length || page.some(({ stream }) => stream === part.stream)) {
      pages.push([part]);
      room = eventsInOneAppend - part.events.length;
    } else {
      page.push(part);
      room -= part.events.length;
    }
  }
  return pages;
};

/** A new command of a person who has just proven who they are, or of a service. */
export const askedBy = (
  caller: Partial<Extract<Caller, { kind: 'person' }>> & { accountId: string },
  at: string,
): CallContext => ({
  caller: {
    kind: 'person',
    sessionId: caller.accountId,
    factor: false,
    verifiedAt: at,
    methods: ['password'],
    ...caller,
  },
  command: {
    id: randomUUID(),
    type: 'test',
    actor: caller.accountId,
    correlationId: 'growth',
    subject: accountSubject(caller.accountId),
    request: {},
  },
  correlationId: 'growth',
  deadline: '9999-12-31T00:00:00.000Z',
});
