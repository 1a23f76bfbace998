import { randomUUID } from 'node:crypto';
import { publicEvent } from '@lethe/contracts';
import type { EventStore } from '@lethe/event-store';
import { eventStoreMigrations, migrate, postgresEventStore, postgresPool } from '@lethe/event-store-postgres';
import { runningMigrations } from '@lethe/running';
import { viewMigrations } from '@lethe/views';
import * as z from 'zod';
import { busMigrations } from '../bus.migrations.ts';
import { publication, type Published } from '../relaying/publication.ts';

export const Renamed = publicEvent({
  type: 'lethe.account.renamed.v1',
  context: 'account',
  name: 'renamed',
  meaning: 'For tests.',
  data: z.strictObject({ accountId: z.string(), number: z.int() }),
});

/** `Renamed` is published once, `RenamedTwice` twice, everything else is nobody's business. */
export const published: Published = ({ type, stream, data }) => {
  const accountId = stream.slice(stream.indexOf('-') + 1);
  const one = publication(Renamed, accountId, { accountId, number: Number(data['number']) });
  if (type === 'RenamedTwice') return [one, one];
  return type === 'Renamed' ? [one] : [];
};

/** Of the relays of tests, in whatever process. */
export const secret = 'known to identity alone';

/** An event store with all tables that the bus needs. */
export const eventLog = async (url: string) => {
  const pool = postgresPool(url);
  await migrate(pool, [...eventStoreMigrations, ...runningMigrations, ...viewMigrations, ...busMigrations]);
  const store = postgresEventStore(pool);
  return { pool, store };
};

let numbered = 0;

/** Appends one event of that type to a stream of its own account, and says its number. */
export const append = async (store: EventStore, type: string, accountId: string = randomUUID()): Promise<number> => {
  numbered += 1;
  const stream = `account-${accountId}`;
  const { seen } = await store.read(stream);
  await store.append([{ stream, expected: seen, events: [{ type, version: 1, data: { number: numbered } }] }], {
    commandId: randomUUID(),
    commandType: 'test',
    digest: null,
    correlationId: 'correlation',
    actor: 'clock',
    at: '2026-11-24T08:00:00.000Z',
  });
  return numbered;
};
