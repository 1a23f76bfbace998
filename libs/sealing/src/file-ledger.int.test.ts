import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileLedger } from './file-ledger.ts';
import { destruction, ledgerContract, readAll } from './ledger.contract.ts';

const writer = fileURLToPath(new URL('./testing/ledger-writer-process.ts', import.meta.url));

describe('A ledger in a file', () => {
  let folder: string;
  const path = () => join(folder, 'ledger.jsonl');
  const ledger = () => fileLedger(path());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lethe-ledger-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  ledgerContract(ledger);

  it('is for its owner alone', async () => {
    await ledger().write(destruction('account:a'));
    expect((await stat(path())).mode & 0o777).toBe(0o600);
  });

  it('holds every line of several processes that write at once, each in its own order', async () => {
    const names = ['identity', 'session', 'mfa', 'ticketing'];
    await Promise.all(
      names.map((name) =>
        promisify(execFile)(process.execPath, ['--conditions=lethe:source', writer, path(), name, '250']),
      ),
    );
    const { entries } = await readAll(ledger());
    for (const name of names)
      expect(entries.filter(({ service }) => service === name).map(({ subject }) => subject)).toEqual(
        Array.from({ length: 250 }, (_, n) => `account:${n}`),
      );
    expect(entries).toHaveLength(1_000);
  });

  it('is read whole however long it is', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `\n${JSON.stringify(destruction(`account:${n}`))}\n`);
    await writeFile(path(), lines.join(''));
    const { entries, mark } = await readAll(ledger());
    expect(entries.map(({ subject }) => subject)).toEqual(lines.map((_, n) => `account:${n}`));
    expect(Number(mark)).toBe((await stat(path())).size);
  });

  it('passes over what a crash cut off, and keeps what comes after it', async () => {
    await ledger().write(destruction('account:a'));
    await appendFile(path(), '\n{"kind":"key-destroyed","serv');
    const { entries, mark } = await readAll(ledger());
    expect(entries).toEqual([destruction('account:a')]);
    await ledger().write(destruction('account:b'));
    expect((await readAll(ledger(), mark)).entries).toEqual([destruction('account:b')]);
    expect((await readAll(ledger())).entries).toEqual([destruction('account:a'), destruction('account:b')]);
  });

  it('passes over kinds that only later versions know', async () => {
    await writeFile(path(), '\n{"kind":"made-final","accountId":"a"}\n');
    await ledger().write(destruction('account:a'));
    expect((await readAll(ledger())).entries).toEqual([destruction('account:a')]);
  });

  it('is refused where it was cut off, replaced or taken away', async () => {
    for (const name of ['a', 'b']) await ledger().write(destruction(`account:${name}`));
    const { mark } = await readAll(ledger());
    await truncate(path(), Number(mark) - 5);
    await expect(ledger().after(mark)).rejects.toMatchObject({ name: 'LedgerBroken' });
    await writeFile(path(), 'x'.repeat(Number(mark) + 10));
    await expect(ledger().after(mark)).rejects.toMatchObject({ name: 'LedgerBroken' });
    await rm(path());
    await expect(ledger().after(mark)).rejects.toThrow('Bring the right one back');
  });

  it('is refused where somebody changed a line', async () => {
    await writeFile(path(), '\n{"kind":"key-destroyed"x}\n');
    await expect(ledger().after('')).rejects.toMatchObject({ name: 'LedgerBroken' });
    expect(await readFile(path(), 'utf8')).toBe('\n{"kind":"key-destroyed"x}\n');
  });
});
