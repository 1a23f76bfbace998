import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { CallContext } from '@lethe/bus';
import { inMemoryEventStore } from '@lethe/event-store';
import { catalogueOf, pageSize, sealedJournal, type Command } from '@lethe/journal';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { sessionSettings } from '../session.config.ts';
import { sessionsOf, type SessionKit } from '../session-kit.ts';
import { sessionsEvents, type SessionsEvent } from '../sessions.events.ts';
import { sessionsFold } from '../sessions.ts';
import { accountId, after, openedBy, sessionId } from '../testing/sessions.given.ts';
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

const contextOf = (command: Command): CallContext => ({
  caller: { kind: 'person', accountId, sessionId, factor: false, verifiedAt: after(0), methods: ['password'] },
  command,
  correlationId: 'c',
  deadline: '9999-12-31T00:00:00.000Z',
});

describe('Ending all other sessions (SES-3)', () => {
  it('ends more than one append ends, and says so again where it is asked again (L5)', async () => {
    const sealing = sealingOf({ keys: inMemorySubjectKeys(), indexKey: new Uint8Array(32).fill(7) });
    const clock = () => after(1);
    const store = inMemoryEventStore();
    const journal = sealedJournal<SessionsEvent>({ store, sealing, catalogue: catalogueOf(sessionsEvents), clock });
    const others = 2 * pageSize + 2;
    const ids = [sessionId, ...Array.from({ length: others }, () => randomUUID())];
    await journal.handle(
      commandOf('open'),
      async (unit) =>
        unit.record(
          sessionsOf(accountId),
          ids.map((id) => openedBy({ sessionId: id })),
        ),
      () => undefined,
    );
    const settings = sessionSettings.parse({}) as SessionKit['settings'];
    const controller = new EndingController(journal, emptyDatabase, clock, settings);
    const context = contextOf(commandOf('end-others'));
    expect(await controller.endOthers({}, context)).toEqual({ ended: others });
    expect(await controller.endOthers({}, context)).toEqual({ ended: others });
    const { open } = await journal.state(sessionsOf(accountId), sessionsFold);
    expect([...open.keys()]).toEqual([sessionId]);
  });
});
