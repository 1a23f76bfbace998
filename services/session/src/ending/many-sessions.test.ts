import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Caller, CallContext } from '@lethe/bus';
import { inMemoryEventStore } from '@lethe/event-store';
import { catalogueOf, pageSize, sealedJournal, type Command } from '@lethe/journal';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { sessionSettings } from '../session.config.ts';
import { type SessionKit } from '../session-kit.ts';
import { sessionsEvents, sessionsStream, type SessionsEvent } from '../sessions.events.ts';
import { sessionsFold } from '../sessions.ts';
import { accountId, after, openedBy, sessionId } from '../testing/sessions.given.ts';
import { RaisingFloorController } from '../floors/raising-floor.controller.ts';
import { EndingController } from './ending.controller.ts';

/** Without a row: nobody's activity was ever noted. */
const emptyDatabase = new Kysely<Record<never, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const commandOf = (type: string): Command => ({
  id: randomUUID(),
  type,
  actor: accountId,
  correlationId: 'c',
  subject: undefined,
  request: {},
});

const person: Caller = {
  kind: 'person',
  accountId,
  sessionId,
  factor: false,
  verifiedAt: after(0),
  methods: ['password'],
};

const contextOf = (command: Command, caller: Caller = person): CallContext => ({
  caller,
  command,
  correlationId: 'c',
  deadline: '9999-12-31T00:00:00.000Z',
});

const others = 2 * pageSize + 2;
const clock = () => after(1);

/** More sessions than one append ends. */
const manySessions = async () => {
  const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32).fill(7) });
  const store = inMemoryEventStore();
  const journal = sealedJournal<SessionsEvent>({ store, sealing, catalogue: catalogueOf(sessionsEvents), clock });
  const ids = [sessionId, ...Array.from({ length: others }, () => randomUUID())];
  await journal.handle(
    commandOf('open'),
    async (unit) =>
      unit.record(
        sessionsStream(accountId),
        ids.map((id) => openedBy({ sessionId: id })),
      ),
    () => undefined,
  );
  return journal;
};

describe('Ending all other sessions (SES-3)', () => {
  it('ends more than one append ends, and says so again where it is asked again (L5)', async () => {
    const journal = await manySessions();
    const settings = sessionSettings.parse({}) as SessionKit['settings'];
    const controller = new EndingController(journal, emptyDatabase, clock, settings);
    const context = contextOf(commandOf('end-others'));
    expect(await controller.endOthers({}, context)).toEqual({ ended: others });
    expect(await controller.endOthers({}, context)).toEqual({ ended: others });
    const { open } = await journal.state(sessionsStream(accountId), sessionsFold);
    expect([...open.keys()]).toEqual([sessionId]);
  });

  it('ends more than one append tells of, where a floor is raised above them: with the first one all are over (L5)', async () => {
    const journal = await manySessions();
    const mfa: Caller = { kind: 'service', name: 'mfa' };
    const raised = contextOf(commandOf('raise-floor'), mfa);
    const input = { accountId, revision: 1, kept: { sessionId, since: 0 } };
    const killed = { ...journal, handle: journal.handle } as SessionKit['journal'];
    let pages = 0;
    killed.handle = ((...given: Parameters<typeof journal.handle>) => {
      pages += 1;
      if (pages > 1) throw new Error('killed');
      return journal.handle(...given);
    }) as typeof journal.handle;
    await expect(new RaisingFloorController(killed, clock).raise(input, raised)).rejects.toThrow('killed');
    const afterOne = await journal.state(sessionsStream(accountId), sessionsFold);
    expect([[...afterOne.open.keys()], afterOne.fallen.size]).toEqual([[sessionId], others - (pageSize - 1)]);
    expect(await new RaisingFloorController(journal, clock).raise(input, raised)).toEqual({});
    const { open, fallen } = await journal.state(sessionsStream(accountId), sessionsFold);
    expect([[...open.keys()], fallen.size]).toEqual([[sessionId], 0]);
    const ends = (await journal.read(sessionsStream(accountId))).filter(({ type }) => type === 'SessionEnded');
    expect(ends).toHaveLength(others);
  });
});
