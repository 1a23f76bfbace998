import { LedgerBroken, markIn, type Ledger, type LedgerEntry } from '@lethe/sealing';
import { databaseUrls, openLedgerToRead } from '@lethe/service';
import type { Environment } from '../environment.ts';
import { entriesOf } from '../ledger-entries.ts';
import { serviceNames } from '../services.ts';
import type { Finding } from './finding.ts';
import { eventsOf, withDatabase } from './log.ts';

type UrlsOf = (service: string) => ReturnType<typeof databaseUrls>;

/** The ledger is the one that everybody has read (K5), and what it says is in the log (K4). */
export const checkLedger = async (urlsOf: UrlsOf, environment: Environment): Promise<readonly Finding[]> => [
  ...(await Promise.all(
    serviceNames.map(async (service) => ({
      service,
      rule: 'the ledger is the one that its keys have read',
      found: await refusalOf(await openLedgerToRead(service, environment), urlsOf(service).keys, service),
    })),
  )),
  {
    service: 'cancellation',
    rule: 'what the ledger says is final or completed is in the log',
    found: await unknownIn(urlsOf('cancellation').log, await openLedgerToRead('cancellation', environment)),
  },
];

const refusalOf = (ledger: Ledger, url: string, service: string): Promise<readonly string[]> =>
  withDatabase(url, async (client) => {
    try {
      await ledger.after(await markIn(client, service));
      return [];
    } catch (error) {
      if (error instanceof LedgerBroken) return [error.message];
      throw error;
    }
  });

const eventOf = {
  'cancellation-final': 'CancellationMadeFinal',
  'cancellation-completed': 'CancellationCompleted',
} as const;

type OfCancellation = Exclude<LedgerEntry, { kind: 'key-destroyed' }>;

/** All of the ledger is read, and before the log: what is entered meanwhile is in the log first. */
const unknownIn = async (url: string, ledger: Ledger): Promise<readonly string[]> => {
  const entered = (await entriesOf(ledger)).filter((entry): entry is OfCancellation => entry.kind !== 'key-destroyed');
  const events = await withDatabase(url, (client) => eventsOf(client, Object.values(eventOf)));
  const known = new Set(events.map(({ type, data }) => `${type} ${data['cancellationId']}`));
  return entered
    .filter(({ kind, cancellationId }) => !known.has(`${eventOf[kind]} ${cancellationId}`))
    .map(({ kind, cancellationId, accountId, at }) => `${kind} ${cancellationId} of account ${accountId} at ${at}`);
};
