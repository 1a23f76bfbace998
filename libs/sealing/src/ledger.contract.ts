import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Ledger, LedgerEntry } from './ledger.ts';

const at = '2026-11-24T07:00:00.000Z';
export const destruction = (subject: string, service = 'identity'): LedgerEntry => ({
  kind: 'key-destroyed',
  service,
  subject,
  at,
});

export const readAll = async (ledger: Ledger, from = '') => {
  const entries: LedgerEntry[] = [];
  for (let mark = from; ;) {
    const next = await ledger.after(mark);
    entries.push(...next.entries);
    if (next.mark === mark) return { entries, mark };
    mark = next.mark;
  }
};

/** What every keeper of the ledger promises. @param open the same ledger each time, as another process would open it */
export const ledgerContract = (open: () => Ledger): void => {
  describe('A ledger', () => {
    it('is empty at the beginning', async () => {
      expect(await readAll(open())).toEqual({ entries: [], mark: '' });
    });

    it('gives everybody what anybody wrote, oldest first', async () => {
      const entries = ['a', 'b', 'c'].map((name) => destruction(`account:${name}`));
      for (const entry of entries) await open().write(entry);
      expect((await readAll(open())).entries).toEqual(entries);
    });

    it('goes on after a mark', async () => {
      const ledger = open();
      await ledger.write(destruction('account:a'));
      const { mark } = await readAll(ledger);
      expect(await readAll(open(), mark)).toEqual({ entries: [], mark });
      await ledger.write(destruction('account:b'));
      expect((await readAll(open(), mark)).entries).toEqual([destruction('account:b')]);
    });

    it('loses and mixes nothing where many write at once', async () => {
      const subjects = Array.from({ length: 200 }, () => `account:${randomUUID()}`);
      await Promise.all(subjects.map((subject) => open().write(destruction(subject))));
      const { entries } = await readAll(open());
      expect(entries.map(({ subject }) => subject).toSorted()).toEqual(subjects.toSorted());
    });
  });
};
