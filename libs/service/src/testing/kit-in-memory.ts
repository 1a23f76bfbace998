import type { Calls } from '@lethe/bus';
import { clearingEvents } from '@lethe/clearing';
import type { Call } from '@lethe/contracts';
import { inMemoryEventStore } from '@lethe/event-store';
import { postgresPool } from '@lethe/event-store-postgres';
import { catalogueOf, sealedJournal, type EventDefinitions } from '@lethe/journal';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import { fixedClock } from '@lethe/testing';
import { pino } from 'pino';
import type * as z from 'zod';
import { keyringsFor } from '../../../bus/src/testing/keyrings.ts';
import type { EventsOf, Kit, ServiceDefinition } from '../definition.ts';
import { databaseOver } from './database-over.ts';

type Asked = (call: Call, input: object) => unknown;

/** What a service works with, without a server: the log lies in memory, and a query of the database fails. */
export const kitInMemory = async <Groups extends readonly EventDefinitions[], Settings extends z.ZodObject>(
  { name, events, settings }: ServiceDefinition<Groups, Settings>,
  { at, answering = () => ({}) }: Readonly<{ at: string; answering?: Asked }>,
): Promise<Kit<EventsOf<Groups>, z.infer<Settings>>> => {
  const clock = fixedClock(at).now;
  const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32).fill(7) });
  const store = inMemoryEventStore();
  const pool = postgresPool('postgres://127.0.0.1:1/nowhere');
  const general = { LETHE_DATA: '.', LETHE_MODE: 'test', LETHE_LOG_LEVEL: 'silent' };
  return {
    name,
    journal: sealedJournal({ store, sealing, catalogue: catalogueOf(...events, clearingEvents), clock }),
    store,
    calls: { ask: async (call, input) => answering(call, input) } as Calls,
    sealing,
    ledger: { enter: async () => undefined, after: async (mark) => ({ entries: [], mark }) },
    database: databaseOver(pool),
    pool,
    clock,
    logger: pino({ level: 'silent' }),
    settings: { ...general, ...settings.parse({}) } as Kit<EventsOf<Groups>, z.infer<Settings>>['settings'],
    keyring: (await keyringsFor([name], clock))[name],
    waitFor: async () => undefined,
  };
};
