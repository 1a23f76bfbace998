import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Calls, ReceivedEvent } from '@lethe/bus';
import { ReadClearing, type Call, type ClearingRequest, type OutputOf } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { inMemoryEventStore, type EventStore } from '@lethe/event-store';
import { AccountGone, catalogueOf, sealedJournal, type Command } from '@lethe/journal';
import { runningMigrations } from '@lethe/running';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import { fixedClock, freshDatabase } from '@lethe/testing';
import { viewMigrations } from '@lethe/views';
import pg from 'pg';
import { ClearingUnknown, NeverSaid, type ClearingKit } from './clearing-kit.ts';
import { clearingEvents, type ClearingEvent } from './clearing.events.ts';
import { clearingOf, type ClearingPlan } from './clearing.ts';
import { ClearingIncomplete, finishClearing } from './finish-clearing.ts';

const accountId = '6f1c0000-0000-4000-8000-000000000001';
const cancellationId = '6f1c0000-0000-4000-8000-000000000002';
const request: ClearingRequest = {
  accountId,
  cancellationId,
  participant: 'session',
  finalAt: '2026-11-24T08:00:00.000Z',
  releasedAt: '2026-11-24T08:00:01.000Z',
};
const command: Command = {
  id: crypto.randomUUID(),
  type: 'session-clear-account-p0',
  actor: 'service:session',
  correlationId: cancellationId,
  subject: undefined,
  request: {},
};

describe('A participant clears an account (CAN-7, CAN-10)', () => {
  let database: Readonly<{ pool: pg.Pool; drop: () => Promise<void> }>;
  beforeAll(async () => {
    const { url, drop } = await freshDatabase();
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    pool.on('error', () => undefined); // a connection that still closes when its database is dropped
    for (const statement of [...runningMigrations, ...viewMigrations].flatMap(({ statements }) => statements))
      await pool.query(statement);
    database = { pool, drop };
  });
  afterAll(async () => {
    await database.pool.end();
    await database.drop();
  });

  const clock = fixedClock('2026-11-24T08:00:02.000Z');
  let steps: string[];
  let asked: boolean;
  let looked: unknown[];
  let store: EventStore;
  let kit: ClearingKit<ClearingEvent>;
  beforeEach(async () => {
    await database.pool.query('truncate view_checkpoints');
    steps = [];
    asked = true;
    looked = [];
    store = inMemoryEventStore();
    const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32), kept: 7 });
    const calls: Calls = {
      ask: async <C extends Call>({ subject }: C, input: unknown) => {
        if (subject === ReadClearing.subject) {
          looked.push(input);
          return { asked } as OutputOf<C>;
        }
        steps.push(`${subject.split('.').at(-1)} ${JSON.stringify(input)}`);
        return {} as OutputOf<C>;
      },
    };
    kit = {
      name: 'session',
      journal: sealedJournal({ store, sealing, catalogue: catalogueOf(clearingEvents), clock: clock.now }),
      calls,
      sealing: {
        ...sealing,
        destroy: async (subject, at) => {
          steps.push(`destroy ${subject}`);
          return sealing.destroy(subject, at);
        },
      },
      pool: database.pool,
      clock: clock.now,
    };
  });

  const event = { data: request } as ReceivedEvent;
  const plan: ClearingPlan = {
    clear: async () => {
      steps.push('clear');
      return { categories: { sessions: 3 } };
    },
  };
  const clear = (with_: Partial<ClearingPlan> = {}, of = kit) =>
    clearingOf(of, { ...plan, ...with_ }).handle(event, command);
  const recorded = async () =>
    (await store.readAll(0n, 100)).map(({ type, stream }) => `${type} ${stream.split('-')[0]}`);

  const acknowledged = `acknowledge ${JSON.stringify({
    accountId,
    cancellationId,
    evidence: {
      categories: { sessions: 3 },
      clearedAt: '2026-11-24T08:00:02.000Z',
      keyDestroyedAt: '2026-11-24T08:00:02.000Z',
      keyGoneBy: '2026-12-01T08:00:02.000Z',
    },
  })}`;

  it('closes its gate, clears, destroys its own key as the last act, and acknowledges with evidence', async () => {
    await clear();
    expect(steps).toEqual(['clear', `destroy account:${accountId}`, acknowledged]);
    expect(await recorded()).toEqual(['AccountClosed gate', 'AccountDataCleared clearing']);
  });

  it('does nothing at all where cancellation itself did not ask, or not for these instants (EVT-5, T4)', async () => {
    asked = false;
    await expect(clear()).rejects.toThrow(NeverSaid);
    const { participant: _own, ...said } = request;
    expect(looked).toEqual([said]);
    expect(steps).toEqual([]);
    expect(await recorded()).toEqual([]);
  });

  it('lets nothing land for the account from the gate on', async () => {
    const late = clear({
      clear: async () => {
        const data = { accountId, cancellationId, categories: {}, clearedAt: clock.now() };
        await kit.journal.handle(
          { ...command, id: crypto.randomUUID() },
          async (unit) => {
            unit.record(`late-${accountId}`, [{ type: 'AccountDataCleared', data }]);
          },
          () => undefined,
        );
        return { categories: {} };
      },
    });
    await expect(late).rejects.toThrow(AccountGone);
  });

  const crashes = {
    'while it clears': { clear: () => Promise.reject(new Error('killed')) },
    'before its re-read is done': { remaining: () => Promise.reject(new Error('killed')) },
  };
  it.each(Object.entries(crashes))('ends alike after a crash %s', async (_when, crash) => {
    await expect(clear(crash)).rejects.toThrow('killed');
    expect(steps.at(-1)).not.toBe(acknowledged);
    await clear();
    expect(steps.at(-1)).toBe(acknowledged);
    expect(await recorded()).toEqual(['AccountClosed gate', 'AccountDataCleared clearing']);
  });

  it('acknowledges the same evidence when asked again after a lost acknowledgement', async () => {
    const { ask } = kit.calls;
    const calls: Calls = {
      ask: async (call, input) => {
        if (call.subject !== ReadClearing.subject) throw new Error('unavailable');
        return ask(call, input);
      },
    };
    const lost = { ...kit, calls };
    await expect(clear({}, lost)).rejects.toThrow('unavailable');
    const recounted = { clear: async () => ({ categories: { sessions: 0 } }) };
    await clear(recounted);
    await clear(recounted);
    expect(steps.filter((step) => step.startsWith('acknowledge'))).toEqual([acknowledged, acknowledged]);
  });

  it('keeps its key and acknowledges nothing while its own re-read finds something', async () => {
    await expect(clear({ remaining: async () => 1 })).rejects.toThrow(ClearingIncomplete);
    expect(steps).toEqual(['clear']);
  });

  it('keeps its key until every view, also one that is being rebuilt, has passed the clearing', async () => {
    await database.pool.query(`insert into view_checkpoints values ('sessions_v1', 1000), ('sessions_v2', 1)`);
    const clearing = clear();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(steps).toEqual(['clear']);
    await database.pool.query(`update view_checkpoints set position = 2 where name = 'sessions_v2'`);
    await clearing;
    expect(steps.at(-1)).toBe(acknowledged);
  });

  it('closes its gate once: a second cancellation of the account finds it closed, and clears again (L11)', async () => {
    const later = { ...request, cancellationId: '6f1c0000-0000-4000-8000-000000000003' };
    await clear();
    await clearingOf(kit, plan).clear(later);
    expect(await recorded()).toEqual([
      'AccountClosed gate',
      'AccountDataCleared clearing',
      'AccountDataCleared clearing',
    ]);
    expect(steps.at(-1)).toBe(acknowledged.replace(cancellationId, later.cancellationId));
  });

  it.each([
    ['acknowledgement', plan.clear],
    ['acceptance', async () => ({ finishedBy: '2026-12-03T13:00:00.000Z' })],
  ])('is tried again where cancellation does not know it by its %s (L11)', async (_what, how) => {
    const { ask } = kit.calls;
    const calls: Calls = {
      ask: async <C extends Call>(call: C, input: Parameters<typeof ask<C>>[1]) =>
        call.subject === ReadClearing.subject ? ask(call, input) : (refuse('unknown-cancellation') as OutputOf<C>),
    };
    await expect(clear({ clear: how }, { ...kit, calls })).rejects.toThrow(ClearingUnknown);
  });

  it('accepts with an instant what must wait, and finishes it later', async () => {
    const finishedBy = '2026-12-03T13:00:00.000Z';
    await clear({ clear: async () => ({ finishedBy }) });
    expect(steps).toEqual([`accept ${JSON.stringify({ accountId, cancellationId, finishedBy })}`]);
    await finishClearing(kit, request, { categories: { sessions: 3 } });
    expect(steps.slice(1)).toEqual([`destroy account:${accountId}`, acknowledged]);
  });
});
