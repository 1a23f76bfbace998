import type { CallContext, Calls, ReceivedEvent } from '@lethe/bus';
import { clearingEvents } from '@lethe/clearing';
import { ReadClearing, accountSubject, type Call, type StaffRole } from '@lethe/contracts';
import {
  eventStoreMigrations,
  migrate,
  postgresEventStore,
  postgresPool,
  postgresSnapshots,
} from '@lethe/event-store-postgres';
import { catalogueOf, liftOf, sealedJournal } from '@lethe/journal';
import { runningMigrations } from '@lethe/running';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import { fixedClock, freshDatabase } from '@lethe/testing';
import { viewCheckpoints, viewMigrations, viewRunner, type AnyView } from '@lethe/views';
import { databaseOver } from '../../../../libs/service/src/testing/database-over.ts';
import { testingModule } from '../../../../libs/service/src/testing/testing-module.ts';
import { ClosuresController } from '../clearing/closures.controller.ts';
import { UnclosedTicketsController } from '../clearing/unclosed-tickets.controller.ts';
import { DeskListsController } from '../desk/desk-lists.controller.ts';
import { DeskController } from '../desk/desk.controller.ts';
import { ticketingSettings } from '../ticketing.config.ts';
import type { TicketingKit } from '../ticketing-kit.ts';
import { TicketingModule } from '../ticketing.module.ts';
import { ticketing } from '../ticketing.definition.ts';
import { OwnTicketsController } from '../tickets/own-tickets.controller.ts';
import { TicketController } from '../tickets/ticket.controller.ts';

export type Asked = Readonly<{ subject: string; input: unknown; key: string | undefined }>;
type Answering = (subject: string, input: unknown) => unknown;

/** What replicas of the service share: a database, the keys and the time. */
export const surroundings = async (startsAt: string, answering: Answering) => {
  const { url, drop } = await freshDatabase();
  const pool = postgresPool(url);
  await migrate(pool, [
    ...eventStoreMigrations,
    ...runningMigrations,
    ...viewMigrations,
    ...(ticketing.migrations as typeof viewMigrations),
  ]);
  const clock = fixedClock(startsAt);
  const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32).fill(3) });
  const asked: Asked[] = [];
  const calls = {
    ask: async ({ subject }: Call, input: unknown, how?: { key?: string }) => {
      if (subject === ReadClearing.subject) return { asked: true };
      asked.push({ subject, input, key: how?.key });
      return answering(subject, input);
    },
  } as Calls;
  const close = async () => {
    await pool.end();
    await drop();
  };
  return { pool, clock, sealing, calls, asked, close };
};
export type Surroundings = Awaited<ReturnType<typeof surroundings>>;

const silent = {
  warn: () => undefined,
  info: () => undefined,
  error: () => undefined,
} as unknown as TicketingKit['logger'];

const catalogue = catalogueOf(...ticketing.events, clearingEvents);

const kitOf = ({ pool, clock, sealing, calls }: Surroundings, logger: TicketingKit['logger']): TicketingKit => {
  const store = postgresEventStore(pool);
  return {
    name: 'ticketing',
    journal: sealedJournal({ store, sealing, catalogue, clock: clock.now, snapshots: postgresSnapshots(pool) }),
    store,
    calls,
    sealing,
    database: databaseOver(pool),
    pool,
    clock: clock.now,
    logger,
    settings: ticketingSettings.parse({}),
    waitFor: viewCheckpoints(pool).waitFor,
  } as unknown as TicketingKit;
};

const viewsOf = ({ store, pool, logger }: TicketingKit) =>
  viewRunner({
    views: ticketing.views as readonly AnyView[],
    eventTypes: [...catalogue.keys()],
    store,
    pool,
    lift: liftOf(catalogue),
    onError: (error) => logger.error(error),
    log: logger,
  });

/** One replica, wired as the service is, with calls made on its controllers and answered by the test. */
export const replica = async (around: Surroundings, logger = silent) => {
  const kit = kitOf(around, logger);
  const module = await testingModule(TicketingModule, kit).compile();
  const { reactions = [], clearing = [], workers = [] } = ticketing.work?.(kit) ?? {};
  const views = viewsOf(kit);
  return {
    kit,
    tickets: module.get(TicketController),
    ownTickets: module.get(OwnTicketsController),
    desk: module.get(DeskController),
    deskLists: module.get(DeskListsController),
    unclosed: module.get(UnclosedTicketsController),
    closures: module.get(ClosuresController),
    clear: (data: object) => clearing[0]?.handle({ data } as ReceivedEvent, commandOf('cancellation', 'clear')),
    memberLeft: (data: object, id?: string) =>
      reactions[0]?.handle({ data } as ReceivedEvent, commandOf('service:ticketing', 'closed-workspace', id)),
    start: async () => {
      await views.start();
      for (const worker of workers) await worker.start();
    },
    stop: async () => {
      for (const worker of workers) await worker.stop();
      await views.stop();
    },
  };
};

let made = 0;
const commandOf = (
  actor: string,
  type: string,
  id = `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`,
) => ({
  id,
  type,
  actor,
  correlationId: id,
  subject: accountSubject(actor),
  request: {},
});

/** A call of a person; the same key is the same command. */
export const by = (accountId: string, staffRole?: StaffRole, key?: string): CallContext => {
  const command = commandOf(accountId, 'test', key);
  const person = {
    kind: 'person',
    accountId,
    sessionId: accountId,
    factor: true,
    verifiedAt: '',
    methods: [],
  } as const;
  return {
    caller: staffRole === undefined ? person : { ...person, staffRole },
    command,
    correlationId: command.correlationId,
    deadline: '9999-12-31T00:00:00.000Z',
  };
};
