import { join } from 'node:path';
import { Explained } from '@lethe/running';
import { carryOutLedger, enterInLedger, fileLedger, LedgerBroken, LedgerUnwritten, type Ledger } from '@lethe/sealing';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import * as z from 'zod';
import type { OwnLedger } from './definition.ts';
import { reached } from './reaching.ts';
import { readSettings } from './read-settings.ts';
import type { GeneralSettings } from './settings.ts';

type Opening = Readonly<{ pool: Pool; settings: GeneralSettings; service: string; logger: Pick<Logger, 'warn'> }>;

/**
 * Opens the ledger, and destroys what it says is destroyed: nothing is served before that.
 * @throws Explained where it is not the one that the keys database has read.
 */
export const openLedger = async ({ pool, settings, service, logger }: Opening): Promise<OwnLedger> => {
  const ledger = ledgerOf(settings);
  const carrying = { ledger, pool, service };
  const patience = { patienceMs: settings.LETHE_START_PATIENCE_SECONDS * 1_000, logger };
  await reached('The ledger', patience, () => carryOutLedger(carrying).catch(refused));
  const enter = enterInLedger(carrying);
  return { enter: (entry) => enter(entry).catch(explained), after: (mark) => ledger.after(mark).catch(explained) };
};

/** For who reads it beside the service that runs. */
export const openLedgerToRead = (environment: Readonly<Record<string, string | undefined>>): Ledger =>
  ledgerOf(readSettings('lethe verify', z.object({}), environment));

const ledgerOf = (settings: Pick<GeneralSettings, 'LETHE_LEDGER' | 'LETHE_DATA'>): Ledger =>
  fileLedger(settings.LETHE_LEDGER ?? join(settings.LETHE_DATA, 'ledger.jsonl'));

/** At a start nobody waits for a person: without its cause it is no outage. */
const refused = (error: unknown): never => {
  throw error instanceof LedgerBroken ? new Explained(error.message) : error;
};

/** What they say is ours, and quotes nothing. */
const explained = (error: unknown): never => {
  throw error instanceof LedgerBroken || error instanceof LedgerUnwritten
    ? new Explained(error.message, { cause: error })
    : error;
};
