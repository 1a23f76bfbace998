import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore, LookUp } from '@lethe/event-store';
import { countedOn } from '../../testing/src/counted.ts';
import { eventStoreMigrations } from './event-store.migrations.ts';
import { migrate } from './migration.ts';
import { postgresEventStore } from './postgres-event-store.ts';
import { ownDatabase } from './testing/database.ts';
import { command, said } from './testing/writing.ts';

let database: Awaited<ReturnType<typeof ownDatabase>>;
let counted: ReturnType<typeof countedOn>;
let store: EventStore;
beforeAll(async () => {
  database = await ownDatabase(1);
  await migrate(database.pool, eventStoreMigrations);
  counted = countedOn(database.pool);
  store = postgresEventStore(database.pool);
});
afterAll(() => database.close());

const row = (holder: string, kind = 'email'): LookUp => ({ kind, hmac: `of ${holder}`, holder, says: { of: holder } });
const append = (lookUps: Parameters<EventStore['append']>[2]) =>
  store.append([said(`word-${crypto.randomUUID()}`, 'no-stream', 'a')], command(), lookUps);

describe('Rows that find an account (GRO-1)', () => {
  it('are taken and released at the same cost among 5,000 as among few, by a plan that was made for few', async () => {
    const changes = async (of: string) => {
      await append({ take: [row(of), row(of, 'seat')], release: [row('nobody')], releaseAll: ['somebody'] });
      await append({ take: [row(of)], release: [row(of, 'seat')] });
      await append({ releaseAll: [of] });
    };
    await database.pool.query('analyze');
    await changes('first');
    const few = await counted(() => changes('second'));
    await append({ take: Array.from({ length: 5000 }, (_, index) => row(String(index))) });
    const many = await counted(() => changes('third'));
    expect(many.touched).toBeLessThan(3 * few.touched);
    expect([await store.lookUp('email', 'of third'), await store.lookUp('email', 'of 7')]).toEqual([[], ['7']]);
  });
});
