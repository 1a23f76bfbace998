import type { CallContext, Calls, ReceivedEvent } from '@lethe/bus';
import { clearingEvents } from '@lethe/clearing';
import { MatchesEmail, normalisedEmail, ReadClearing, accountSubject, type Call } from '@lethe/contracts';
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
import { testingModule } from '../../../../libs/service/src/testing/testing-module.ts';
import { databaseOver } from '../../../../libs/service/src/testing/database-over.ts';
import { InvitationController } from '../invitations/invitation.controller.ts';
import { MemberController } from '../members/member.controller.ts';
import { OwnershipController } from '../ownership/ownership.controller.ts';
import { workspaceOwnershipSettings } from '../workspace-ownership.config.ts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { WorkspaceOwnershipModule } from '../workspace-ownership.module.ts';
import { workspaceOwnership } from '../workspace-ownership.definition.ts';
import { WorkspaceController } from '../workspaces/workspace.controller.ts';

export type Asked = Readonly<{ subject: string; input: Record<string, unknown>; key: string | undefined }>;
export const at = '2026-11-24T09:00:00.000Z';

/** What replicas of the service share: a database, the keys, the time, and the other services, which `answering` stands for. */
export const surroundings = async (answering: (asked: Asked) => unknown = () => ({ email: null })) => {
  const { url, drop } = await freshDatabase();
  const pool = postgresPool(url);
  await migrate(pool, [
    ...eventStoreMigrations,
    ...runningMigrations,
    ...viewMigrations,
    ...(workspaceOwnership.migrations as typeof viewMigrations),
  ]);
  const clock = fixedClock(at);
  const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32).fill(3) });
  const asked: Asked[] = [];
  /** The addresses of accounts, as identity knows them; one that is not named here owns every address. */
  const addresses = new Map<string, string>();
  const owns = ({ accountId, email }: Readonly<{ accountId: string; email: string }>): boolean =>
    normalisedEmail(addresses.get(accountId) ?? email) === normalisedEmail(email);
  const calls = {
    ask: async ({ subject }: Call, input: Record<string, unknown>, how?: { key?: string }) => {
      if (subject === ReadClearing.subject) return { asked: true };
      if (subject === MatchesEmail.subject) return { matches: owns(input as { accountId: string; email: string }) };
      asked.push({ subject, input, key: how?.key });
      return answering({ subject, input, key: how?.key });
    },
  } as Calls;
  const close = async () => {
    await pool.end();
    await drop();
  };
  return { pool, clock, sealing, calls, asked, addresses, close };
};
export type Surroundings = Awaited<ReturnType<typeof surroundings>>;

const silent = { warn: () => undefined, info: () => undefined, error: () => undefined };
const catalogue = catalogueOf(...workspaceOwnership.events, clearingEvents);

const kitOf = ({ pool, clock, sealing, calls }: Surroundings, settings: object): WorkspaceOwnershipKit => {
  const store = postgresEventStore(pool);
  return {
    name: 'workspace-ownership',
    journal: sealedJournal({ store, sealing, catalogue, clock: clock.now, snapshots: postgresSnapshots(pool) }),
    store,
    calls,
    sealing,
    pool,
    database: databaseOver(pool),
    clock: clock.now,
    logger: silent,
    settings: workspaceOwnershipSettings.parse(settings),
    waitFor: viewCheckpoints(pool).waitFor,
  } as unknown as WorkspaceOwnershipKit;
};

/** One replica, wired as the service is, with calls made on its controllers and answered by the test. */
export const replica = async (around: Surroundings, settings = {}) => {
  const kit = kitOf(around, settings);
  const module = await testingModule(WorkspaceOwnershipModule, kit).compile();
  const { reactions = [], clearing = [], workers = [] } = workspaceOwnership.work?.(kit) ?? {};
  const views = viewRunner({
    views: workspaceOwnership.views as readonly AnyView[],
    eventTypes: [...catalogue.keys()],
    store: kit.store,
    pool: kit.pool,
    lift: liftOf(catalogue),
    onError: () => undefined,
    log: silent,
  });
  const reaction = (purpose: string, data: object, key?: string) =>
    reactions
      .find((each) => each.purpose === purpose)
      ?.handle({ data } as ReceivedEvent, commandOf('service:workspace-ownership', purpose, key));
  return {
    kit,
    workspaces: module.get(WorkspaceController),
    members: module.get(MemberController),
    ownership: module.get(OwnershipController),
    invitations: module.get(InvitationController),
    reaction,
    clear: (data: object) => clearing[0]?.handle({ data } as ReceivedEvent, commandOf('cancellation', 'clear')),
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
export type Replica = Awaited<ReturnType<typeof replica>>;

let made = 0;
const commandOf = (
  actor: string,
  type: string,
  id = `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`,
) => ({ id, type, actor, correlationId: id, subject: accountSubject(actor), request: {} });

/** A call of a person who has just proven who they are; the same key is the same command. */
export const by = (accountId: string, { key }: { key?: string } = {}): CallContext => {
  const command = commandOf(accountId, 'test', key);
  return {
    caller: { kind: 'person', accountId, sessionId: accountId, factor: false, verifiedAt: at, methods: ['password'] },
    command,
    correlationId: command.correlationId,
    deadline: '9999-12-31T00:00:00.000Z',
  };
};
