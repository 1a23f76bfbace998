import { postgresEventStore, postgresPool } from '@lethe/event-store-postgres';
import { viewRunner } from '../runner.ts';
import { wordCounts, words, wordTypes } from './words.view.ts';

/** A replica of its own, to be killed: runs the views until then. */
const pool = postgresPool(process.env['LETHE_TEST_DATABASE'] ?? '');
const onError = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? String(error) : JSON.stringify(error)}\n`);
};
const ttl = Number(process.env['LETHE_TEST_LEASE']);
const lease = ttl > 0 ? { ttl } : {};
const views = [words, wordCounts];
await viewRunner({
  views,
  eventTypes: wordTypes,
  store: postgresEventStore(pool),
  pool,
  onError,
  log: { warn: onError, error: onError },
  lease,
  lookEvery: 20,
}).start();
process.send?.('started');
