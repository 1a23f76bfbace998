import type { Ledger, LedgerEntry } from '@lethe/sealing';

/** All of it, oldest first. */
export const entriesOf = async (ledger: Ledger): Promise<readonly LedgerEntry[]> => {
  const entries: LedgerEntry[] = [];
  for (let mark = ''; ;) {
    const next = await ledger.after(mark);
    for (const entry of next.entries) entries.push(entry);
    if (next.mark === mark) return entries;
    mark = next.mark;
  }
};
