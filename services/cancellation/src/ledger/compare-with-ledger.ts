import type { LedgerEntry, LedgerMark } from '@lethe/sealing';
import { cancellationOf, type CancellationKit } from '../cancellation-kit.ts';

/** So many are named in a log line; `lethe verify` names all. */
const mostNamed = 20;

type OfCancellation = Exclude<LedgerEntry, { kind: 'key-destroyed' }>;
type Comparing = Pick<CancellationKit, 'journal' | 'ledger' | 'logger' | 'pool'>;

/**
 * Whatever is final or completed is in the log before it is in the ledger: where the log does not know it, it was restored
 * from before, and somebody who was cancelled is back (K4). An alarm each time; what is known is not compared again.
 */
export const comparingWithLedger = (kit: Comparing) => async (): Promise<void> => {
  for (;;) {
    const mark = await markIn(kit);
    const next = await kit.ledger.after(mark);
    if (next.mark === mark) return;
    const unknown = await unknownOf(kit, next.entries);
    if (unknown.length > 0) {
      const named = unknown.slice(0, mostNamed);
      kit.logger.error({ unknown: unknown.length, named }, 'The log was restored from before what the ledger says.');
      return;
    }
    await moveMark(kit, next.mark);
  }
};

const unknownOf = async (kit: Comparing, entries: readonly LedgerEntry[]): Promise<readonly OfCancellation[]> => {
  const unknown: OfCancellation[] = [];
  for (const entry of entries) if (entry.kind !== 'key-destroyed' && !(await isInLog(kit, entry))) unknown.push(entry);
  return unknown;
};

/** An attempt that is final has none after it. */
const isInLog = async (kit: Comparing, entry: OfCancellation): Promise<boolean> => {
  const { cancellationId, finalAt, completedAt } = await cancellationOf(kit, entry.accountId);
  return (
    cancellationId === entry.cancellationId && (entry.kind === 'cancellation-final' ? finalAt : completedAt) !== null
  );
};

const markIn = async ({ pool }: Pick<Comparing, 'pool'>): Promise<LedgerMark> =>
  (await pool.query<{ mark: LedgerMark }>('select mark from ledger_compared')).rows[0]?.mark ?? '';

const moveMark = ({ pool }: Pick<Comparing, 'pool'>, mark: LedgerMark) =>
  pool.query(`insert into ledger_compared (mark) values ($1) on conflict (single) do update set mark = excluded.mark`, [
    mark,
  ]);
