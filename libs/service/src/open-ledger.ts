import { join } from 'node:path';
import { Explained } from '@lethe/running';
import {
  bucketLedger,
  carryOutLedger,
  enterInLedger,
  fileLedger,
  LedgerBroken,
  LedgerUnfit,
  LedgerUnread,
  LedgerUnwritten,
  openS3Bucket,
  type Ledger,
} from '@lethe/sealing';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import * as z from 'zod';
import type { OwnLedger } from './definition.ts';
import { reached } from './reaching.ts';
import { readSettings } from './read-settings.ts';
import type { GeneralSettings } from './settings.ts';

type Opening = Readonly<{ pool: Pool; settings: GeneralSettings; service: string; logger: Pick<Logger, 'warn'> }>;

/**
 * Opens the ledger, and destroys what it says is destroyed: nothing is served before that. It may come up later than the
 * service, as a bucket does.
 * @throws Explained where nothing would be kept there, or it is not the one that the keys database has read.
 */
export const openLedger = async ({ pool, settings, service, logger }: Opening): Promise<OwnLedger> => {
  const patience = { patienceMs: settings.LETHE_START_PATIENCE_SECONDS * 1_000, logger };
  const carrying = await reached(`The ledger ${placeOf(settings)}`, patience, async () => {
    try {
      const opened = { ledger: await ledgerOf(settings, service), pool, service };
      await carryOutLedger(opened);
      return opened;
    } catch (error) {
      throw refusalOf(error);
    }
  });
  const enter = enterInLedger(carrying);
  return {
    enter: (entry) => enter(entry).catch(explained),
    after: (mark) => carrying.ledger.after(mark).catch(explained),
  };
};

/** For who reads it beside the service that runs. */
export const openLedgerToRead = (
  service: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Ledger> => ledgerOf(readSettings('lethe verify', z.object({}), environment), service);

const placeOf = ({ LETHE_LEDGER, LETHE_DATA }: GeneralSettings): string =>
  LETHE_LEDGER ?? join(LETHE_DATA, 'ledger.jsonl');

/** In a bucket each service has its own, so that none waits for another and each reads its own entries alone. */
const ledgerOf = async (settings: GeneralSettings, service: string): Promise<Ledger> => {
  const place = placeOf(settings);
  if (!place.startsWith('s3:')) return fileLedger(place);
  const { host: bucket, pathname } = new URL(place);
  return bucketLedger(
    await openS3Bucket({
      bucket,
      prefix: `${pathname.slice(1)}/${service}`,
      endpoint: settings.LETHE_LEDGER_ENDPOINT,
      region: settings.LETHE_LEDGER_REGION,
      retention: settings.LETHE_LEDGER_RETENTION,
      retentionDays: settings.LETHE_LEDGER_RETENTION_DAYS,
    }),
  );
};

/** At a start nobody waits for a person: without its cause it is no outage. */
const refusalOf = (error: unknown): unknown =>
  error instanceof LedgerBroken || error instanceof LedgerUnfit ? new Explained(error.message) : error;

const sayable = [LedgerBroken, LedgerUnread, LedgerUnwritten] as const;

/** What they say is ours, and quotes nothing. */
const explained = (error: unknown): never => {
  if (error instanceof Error && sayable.some((kind) => error instanceof kind))
    throw new Explained(error.message, { cause: error });
  throw error;
};
