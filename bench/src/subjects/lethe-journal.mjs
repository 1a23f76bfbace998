// The whole of a command: done once, decided on a folded stream, personal fields sealed (or none to seal).
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { personal } from '../../../libs/contracts/dist/index.js';
import {
  eventStoreMigrations,
  migrate,
  postgresEventStore,
  postgresPool,
  postgresSnapshots,
} from '../../../libs/event-store-postgres/dist/index.js';
import { catalogueOf, defineEvents, sealedJournal } from '../../../libs/journal/dist/index.js';
import {
  fileMasterKey,
  keyMigrations,
  openServiceKeys,
  postgresSubjectKeys,
  sealingOf,
} from '../../../libs/sealing/dist/index.js';
import { dataOf } from './sample.mjs';

const plainText = z.string();
const sealedText = personal(z.string(), { of: 'accountId' });
const eventsWith = (email, pad) =>
  defineEvents({
    Created: {
      version: 1,
      data: z.strictObject({ accountId: z.string(), id: z.string(), at: z.string(), email, pad }),
    },
  });
const fold = { initial: 0, evolve: (count) => count + 1 };

const accounts = Array.from({ length: 200 }, () => randomUUID());
const accountOf = (number) => accounts[number % accounts.length];
const created = (of, number) => ({ type: 'Created', data: { accountId: accountOf(of), ...dataOf(number) } });

const openJournal = async (url, events) => {
  const pool = postgresPool(url, 32);
  await migrate(pool, [...eventStoreMigrations, ...keyMigrations]);
  const master = await fileMasterKey({ path: join(mkdtempSync(join(tmpdir(), 'lethe-bench-')), 'master.key') });
  const { wrappingKeys, indexKey } = await openServiceKeys({ pool, master, service: 'bench' });
  const journal = sealedJournal({
    store: postgresEventStore(pool),
    sealing: sealingOf({ keys: postgresSubjectKeys({ pool, wrappingKeys }), indexKey }),
    catalogue: catalogueOf(events),
    clock: () => new Date().toISOString(),
    snapshots: postgresSnapshots(pool),
  });
  /** A command of an account, as nearly all are: its request is recorded as a digest under the account's key. */
  const handle = (of, work) =>
    journal.handle(
      {
        id: randomUUID(),
        type: 'bench',
        actor: 'bench',
        correlationId: 'bench',
        subject: `account:${accountOf(of)}`,
        request: {},
      },
      work,
      () => undefined,
    );
  return { pool, journal, handle };
};

/** @param from how to fold on from a snapshot; from the first event when absent. */
const journalOf = (events, from) => {
  const load = (unit, stream) => (from === undefined ? unit.load(stream, fold) : unit.load(stream, fold, from));
  return async (url) => ({ ...(await openJournal(url, events)), load });
};

const subjectOf = (opening) => async (url) => {
  const { pool, journal, handle, load } = await opening(url);
  return {
    append: (number) =>
      handle(number, async (unit) => {
        const stream = `account-${randomUUID()}`;
        await load(unit, stream);
        unit.record(stream, [created(number, number)]);
      }),
    seed: async (streams, length) => {
      for (let stream = 0; stream < streams; stream += 1)
        await handle(stream, async (unit) =>
          unit.record(
            `s-${stream}`,
            Array.from({ length }, (_, number) => created(stream, number)),
          ),
        );
    },
    decide: (stream, number) =>
      handle(stream, async (unit) => {
        await load(unit, `s-${stream}`);
        unit.record(`s-${stream}`, [created(stream, number)]);
      }),
    read: async (stream) => (await journal.read(`s-${stream}`)).length,
    close: () => pool.end(),
  };
};

const plainEvents = eventsWith(plainText, z.string());
/** An address, as most events with personal data have one such field. */
const oneSealed = eventsWith(sealedText, z.string());
const twoSealed = eventsWith(sealedText, personal(z.string(), { of: 'accountId' }));
const fromSnapshot = { fold: 'count', version: 1 };

export const plain = { open: subjectOf(journalOf(plainEvents)) };
export const sealed = { open: subjectOf(journalOf(oneSealed)) };
export const sealedTwice = { open: subjectOf(journalOf(twoSealed)) };
export const plainFromSnapshot = { open: subjectOf(journalOf(plainEvents, fromSnapshot)) };
export const sealedFromSnapshot = { open: subjectOf(journalOf(twoSealed, fromSnapshot)) };
