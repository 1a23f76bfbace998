import { isDeepStrictEqual } from 'node:util';
import { fileLedger, markIn, type Ledger, type LedgerEntry } from '@lethe/sealing';
import { databaseUrls, openLedgerToRead } from '@lethe/service';
import pg from 'pg';
import { environmentHere } from './environment.ts';
import { entriesOf } from './ledger-entries.ts';
import { serviceNames, type ServiceName } from './services.ts';
import { UsageError } from './usage.ts';

const entriesAtOnce = 500;

/** Brings a ledger from a file into the bucket that the settings name, while no service runs. */
export const ledger = async ([what, file, ...more]: readonly string[]): Promise<void> => {
  if (what !== 'move' || file === undefined || more.length > 0) throw new UsageError('Say: lethe ledger move FILE');
  const { LETHE_POSTGRES_URL: server, LETHE_DATA: data = '.lethe', LETHE_LEDGER: place = '' } = environmentHere();
  if (server === undefined || !place.startsWith('s3:'))
    throw new UsageError(
      'Set LETHE_POSTGRES_URL, and LETHE_LEDGER to the bucket. To another file you copy it as it is.',
    );
  for (const service of serviceNames) {
    const moved = await move(fileLedger(file), service, databaseUrls(server, data, service));
    process.stdout.write(`${service}: ${moved} entries.\n`);
  }
};

const move = async (from: Ledger, service: ServiceName, urls: Readonly<{ log: string; keys: string }>) => {
  const own = (await entriesOf(from)).filter((entry) => ofService(entry) === service);
  const into = await openLedgerToRead(service, environmentHere());
  const there = await entriesOf(into);
  // Broken off before, it goes on.
  if (!isDeepStrictEqual(there, own.slice(0, there.length)))
    throw new Error(`The bucket has another ledger of ${service}. Nothing was changed in it.`);
  await withWriting(urls.keys, async (client) => {
    const mark = await markIn(client, service);
    if (mark !== '') await from.after(mark);
    for (let at = there.length; at < own.length; at += entriesAtOnce)
      await into.write(own.slice(at, at + entriesAtOnce));
    // What is read from the beginning is carried out once more, which is harmless.
    await client.query(`update ledger_marks set mark = '' where service = $1`, [service]);
  });
  if (service === 'cancellation')
    await withWriting(urls.log, async (client) => {
      const { rows } = await client.query<{ there: boolean }>(
        `select to_regclass('ledger_compared') is not null as there`,
      );
      if (rows[0]?.there === true) await client.query(`update ledger_compared set mark = ''`);
    });
  return own.length;
};

const ofService = (entry: LedgerEntry): string => (entry.kind === 'key-destroyed' ? entry.service : 'cancellation');

const withWriting = async (url: string, work: (client: pg.Client) => Promise<void>): Promise<void> => {
  const client = new pg.Client(url);
  await client.connect();
  await work(client).finally(() => client.end());
};
