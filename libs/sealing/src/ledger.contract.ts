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

type Opened = Readonly<{
  /** The same ledger each time, as another process would open it. */
  open: () => Ledger;
  /** One of the same kind, of another installation. */
  openAnother: () => Ledger;
}>;

export const subjectsOf = (entries: readonly LedgerEntry[]): readonly string[] =>
  entries.map((entry) => (entry.kind === 'key-destroyed' ? entry.subject : entry.kind));

/** What every keeper of the ledger promises. */
export const ledgerContract = ({ open, openAnother }: Opened): void => {
  describe('A ledger', () => {
    it('is empty at the beginning', async () => {
      expect(await readAll(open())).toEqual({ entries: [], mark: '' });
    });

    it('gives everybody what anybody wrote, oldest first', async () => {
      const entries = ['a', 'b', 'c'].map((name) => destruction(`account:${name}`));
      for (const entry of entries) await open().write([entry]);
      expect((await readAll(open())).entries).toEqual(entries);
    });

    it('goes on after a mark', async () => {
      const ledger = open();
      await ledger.write([destruction('account:a')]);
      const { mark } = await readAll(ledger);
      expect(await readAll(open(), mark)).toEqual({ entries: [], mark });
      await ledger.write([destruction('account:b')]);
      expect((await readAll(open(), mark)).entries).toEqual([destruction('account:b')]);
    });

    it('loses and mixes nothing where many write at once', async () => {
      const subjects = Array.from({ length: 200 }, () => `account:${randomUUID()}`);
      const writers = Array.from({ length: 4 }, open);
      await Promise.all(subjects.map((subject, n) => writers[n % writers.length]?.write([destruction(subject)])));
      const { entries } = await readAll(open());
      expect(subjectsOf(entries).toSorted()).toEqual(subjects.toSorted());
    });

    it('keeps every kind, and what comes at once in its order', async () => {
      const of = { accountId: randomUUID(), cancellationId: randomUUID(), attempt: 1, at };
      const entries: readonly LedgerEntry[] = [
        { kind: 'cancellation-final', ...of },
        destruction('account:a'),
        { kind: 'cancellation-completed', ...of },
      ];
      await open().write(entries);
      expect((await readAll(open())).entries).toEqual(entries);
    });

    it('gives each reader what is new to it', async () => {
      const [one, two] = [open(), open()];
      let [first, second] = [await readAll(one), await readAll(two)];
      for (const name of ['a', 'b', 'c']) {
        await open().write([destruction(`account:${name}`)]);
        first = await readAll(one, first.mark);
        expect(subjectsOf(first.entries)).toEqual([`account:${name}`]);
      }
      second = await readAll(two, second.mark);
      expect(subjectsOf(second.entries)).toEqual(['account:a', 'account:b', 'account:c']);
      expect(second.mark).toBe(first.mark);
    });

    it('is found again by a mark of before, whoever asks (K5)', async () => {
      const ledger = open();
      const marks: string[] = [];
      for (const name of ['a', 'b', 'c']) {
        await ledger.write([destruction(`account:${name}`)]);
        marks.push((await readAll(ledger, marks.at(-1))).mark);
      }
      for (const asked of [ledger, open()])
        expect(subjectsOf((await readAll(asked, marks[0])).entries)).toEqual(['account:b', 'account:c']);
    });

    it('is refused by the mark of another one, also where it has as much, with the remedy (K5)', async () => {
      await open().write([destruction('account:a')]);
      await openAnother().write([destruction('account:b')]);
      const { mark } = await readAll(open());
      await expect(openAnother().after(mark)).rejects.toMatchObject({
        name: 'LedgerBroken',
        message: expect.stringMatching(/is not the one that was read before.* Bring the right one back.*operating\.md/),
      });
    });

    it('is refused where nothing is there any more (K5)', async () => {
      await open().write([destruction('account:a')]);
      const { mark } = await readAll(open());
      await expect(openAnother().after(mark)).rejects.toThrow('is missing');
    });

    it('is refused by what no ledger of its kind has made (K5)', async () => {
      await open().write([destruction('account:a')]);
      await expect(open().after('elsewhere')).rejects.toMatchObject({ name: 'LedgerBroken' });
    });
  });
};
