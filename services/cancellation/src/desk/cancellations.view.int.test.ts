import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cursorAt, ListCancellations, type InputOf } from '@lethe/contracts';
import { migrate, postgresPool } from '@lethe/event-store-postgres';
import { freshDatabase } from '@lethe/testing';
import { Kysely, PostgresDialect } from 'kysely';
import { cancellationsMigrations } from './cancellations.migrations.ts';
import { listCancellations, type CancellationTables } from './cancellations.view.ts';

const accountId = '6f1c0000-0000-4000-8000-000000000001';
const states = ['withdrawn', 'completed', 'final', 'cleared-but-tickets', 'locked'] as const;

/** 250 of them, five in each millisecond, so that a page ends among equals. */
const lines = Array.from({ length: 250 }, (_, index) => ({
  cancellationId: randomUUID(),
  accountId: index < 2 ? accountId : randomUUID(),
  attempt: index < 2 ? index + 1 : 1,
  state: states[index % states.length] ?? 'final',
  confirmedAt: new Date(Date.UTC(2026, 10, 24) + Math.floor(index / 5)).toISOString(),
}));
const newestFirst = lines.toSorted(
  (one, other) =>
    Date.parse(other.confirmedAt) - Date.parse(one.confirmedAt) || (one.cancellationId < other.cancellationId ? 1 : -1),
);

describe("The staff's list of cancellations (API-1, ADM-2, A1)", () => {
  let database: Kysely<Record<never, never>>;
  let end: () => Promise<void>;
  beforeAll(async () => {
    const { url, drop } = await freshDatabase();
    const pool = postgresPool(url);
    await migrate(pool, cancellationsMigrations);
    database = new Kysely({ dialect: new PostgresDialect({ pool }) });
    const rows = lines.map((line) => ({
      account_id: line.accountId,
      attempt: line.attempt,
      cancellation_id: line.cancellationId,
      state: line.state,
      confirmed_at: line.confirmedAt,
    }));
    await database.withTables<CancellationTables>().insertInto('cancellations_v1').values(rows).execute();
    end = async () => {
      await database.destroy();
      await drop();
    };
  });
  afterAll(() => end());

  const list = async (input: InputOf<typeof ListCancellations>) => {
    const answer = await listCancellations(database, input);
    if ('refused' in answer) throw new Error(answer.refused);
    return ListCancellations.output.parse(answer);
  };
  const walk = async (input: InputOf<typeof ListCancellations>) => {
    const pages = [await list(input)];
    for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor ?? null)
      pages.push(await list({ ...input, cursor }));
    return pages;
  };

  it('is walked page by page, the newest first, nothing twice and nothing left out', async () => {
    const pages = await walk({ limit: 7 });
    expect(pages.flatMap(({ cancellations }) => cancellations)).toEqual(newestFirst);
    expect(pages.map(({ cancellations }) => cancellations.length).slice(0, -1)).toEqual(Array(35).fill(7));
  });

  it('has fifty on a page where nobody says how many, and says how many there are in all', async () => {
    const { cancellations, total } = await list({});
    expect([cancellations.length, total]).toEqual([50, 250]);
  });

  it('says of more than 10,000 not how many, and counts no more (GRO-1)', async () => {
    const accountOfMany = randomUUID();
    const table = database.withTables<CancellationTables>();
    const more = (from: number, count: number) =>
      table
        .insertInto('cancellations_v1')
        .values(
          Array.from({ length: count }, (_, index) => ({
            account_id: accountOfMany,
            attempt: from + index,
            cancellation_id: randomUUID(),
            state: 'withdrawn' as const,
            confirmed_at: '2026-11-01T00:00:00.000Z',
          })),
        )
        .execute();
    for (let from = 1; from < 10_000; from += 1000) await more(from, 1000);
    expect((await list({ accountId: accountOfMany })).total).toBe(10_000);
    await more(10_001, 1);
    expect((await list({ accountId: accountOfMany })).total).toBeNull();
    await table.deleteFrom('cancellations_v1').where('account_id', '=', accountOfMany).execute();
  });

  it('is narrowed to states, and the total with it', async () => {
    const state = ['final', 'locked'] as const;
    const pages = await walk({ state: [...state], limit: 40 });
    expect(pages.flatMap(({ cancellations }) => cancellations)).toEqual(
      newestFirst.filter((line) => line.state === 'final' || line.state === 'locked'),
    );
    expect(pages.map(({ total }) => total)).toEqual([100, 100, 100]);
  });

  it("is narrowed to an account's attempts", async () => {
    const { cancellations, total, nextCursor } = await list({ accountId });
    expect(cancellations).toEqual(newestFirst.filter((line) => line.accountId === accountId));
    expect({ total, nextCursor }).toEqual({ total: 2, nextCursor: null });
    expect(await list({ accountId: randomUUID() })).toEqual({ cancellations: [], nextCursor: null, total: 0 });
  });

  it.each(['nonsense', cursorAt('not an instant', randomUUID()), cursorAt('2026-11-24T08:00:00.000Z', 'x')])(
    'refuses a cursor that is none: %s',
    async (cursor) => {
      expect(await listCancellations(database, { cursor })).toEqual({ refused: 'cursor-invalid', details: {} });
    },
  );
});
