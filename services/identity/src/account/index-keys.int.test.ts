import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { clearingEvents } from '@lethe/clearing';
import { instantAfter } from '@lethe/deciding';
import { eventStoreMigrations, migrate, postgresEventStore, postgresPool } from '@lethe/event-store-postgres';
import {
  catalogueOf,
  keepIndexKeys,
  openIndexes,
  sealedJournal,
  type IndexKeyEvent,
  type Journal,
} from '@lethe/journal';
import { inMemorySubjectKeys, keyedIndex, sealingOf, type IndexKeyRing } from '@lethe/sealing';
import { freshDatabase } from '@lethe/testing';
import { identityEvents, type IdentityEvent, type IdentityKit } from '../identity-kit.ts';
import { indexedAddresses, indexedKinds } from './indexed-addresses.ts';
import { openAccount } from './open-account.ts';

jest.setTimeout(120_000);
const start = '2026-11-24T07:00:00.000Z';
const at = (minutes: number): string => instantAfter(start, minutes * 60_000);
const steps = [0, 1, 12, 13, 14];

describe('Addresses while their index key changes (K1, ID-5)', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let pool: ReturnType<typeof postgresPool>;
  const subjectKeys = inMemorySubjectKeys();
  const ids = [1];
  const keyOf = (id: number) => createHash('sha256').update(`key ${id}`).digest();
  beforeAll(async () => {
    database = await freshDatabase();
    pool = postgresPool(database.url);
    await migrate(pool, [...eventStoreMigrations]);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const replica = async () => {
    let known: readonly number[] = [];
    const ring: IndexKeyRing = {
      load: async () => {
        known = [...ids];
        return [];
      },
      ids: () => known,
      index: (id, text) => (known.includes(id) ? keyedIndex(id, keyOf(id), text) : undefined),
    };
    const store = postgresEventStore(pool);
    const indexes = await openIndexes({ store, ring });
    const sealing = sealingOf({ keys: subjectKeys, tokenKey: keyOf(0), indexes: indexes.of });
    const journal = sealedJournal<IdentityEvent>({
      store,
      sealing,
      catalogue: catalogueOf(...identityEvents, clearingEvents),
      clock: () => start,
      indexed: { kinds: new Set(indexedKinds), indexes },
    });
    const kinds = indexedAddresses({ journal } as IdentityKit);
    const keeping = {
      store,
      journal: journal as Journal<never> as Journal<IndexKeyEvent>,
      indexes,
      ring,
      kinds,
      make: async () => undefined,
      noteLeft: async () => undefined,
      mayBegin: async () => true,
    };
    const register = (email: string) => {
      const accountId = crypto.randomUUID();
      const data = { accountId, kind: 'local', email, username: 'Ada', passwordHash: 'h', at: start } as const;
      const id = crypto.randomUUID();
      return journal.handle(
        { id, type: 'register', actor: 'clock', correlationId: id, subject: undefined, request: {} },
        (unit) => openAccount({ journal }, unit, data, { language: null, timeZone: null }),
        () => accountId,
      );
    };
    return {
      register,
      find: (email: string) => journal.lookUp('email', email),
      keep: (minutes: number) => keepIndexKeys(keeping, at(minutes)),
    };
  };
  const rows = async () =>
    (
      await pool.query<{ under: string; rows: number }>(
        `select case when hmac like '%.%' then split_part(hmac, '.', 1) else '1' end as under, count(*)::int as rows
           from public.look_ups group by 1 order by 1`,
      )
    ).rows.map(({ under, rows: count }) => [under, count]);

  it('have one account each of 200 that race on two replicas at each step, and are all found before and after', async () => {
    const [one, other] = [await replica(), await replica()];
    const early = await Promise.all(
      Array.from({ length: 150 }, (_, place) => one.register(`early${place}@example.test`)),
    );
    ids.push(2);
    const winners = new Map<string, string>();
    for (const minutes of steps) {
      const address = `raced${minutes}@example.test`;
      const racing = Array.from({ length: 200 }, (_, place) => (place % 2 === 0 ? one : other).register(address));
      const [outcomes] = await Promise.all([Promise.allSettled(racing), one.keep(minutes)]);
      const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      expect(won).toHaveLength(1);
      const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason.name)] : []));
      expect(new Set(lost)).toEqual(new Set(['LookUpTaken']));
      winners.set(address, won[0] ?? '');
    }
    expect(await rows()).toEqual([['2', 150 + steps.length]]);
    const late = await replica();
    for (const [address, winner] of winners) {
      expect(await late.find(address)).toEqual([winner]);
      await expect(other.register(address)).rejects.toMatchObject({ name: 'LookUpTaken' });
    }
    for (const [place, accountId] of early.entries())
      expect(await late.find(`early${place}@example.test`)).toEqual([accountId]);
  });
});
