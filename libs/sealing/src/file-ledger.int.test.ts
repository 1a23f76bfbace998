import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, chmod, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mayMount, smallDisk } from '../../event-store-postgres/src/testing/small-disk.ts';
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

const describeWhere = (possible: boolean) => (possible ? describe : describe.skip);

describe('A ledger that takes no entry (K2)', () => {
  describeWhere(existsSync('/dev/full'))('[SKIPPED without /dev/full]', () => {
    it('says so by its errno, and what helps', async () => {
      await expect(fileLedger('/dev/full').write(destruction('account:a'))).rejects.toMatchObject({
        name: 'LedgerUnwritten',
        code: 'ENOSPC',
        message: expect.stringMatching(/^The ledger \/dev\/full takes no entry \(ENOSPC\)\. Make room on its disk/),
      });
    });
  });

  describeWhere(process.getuid?.() !== 0)('[SKIPPED as root]', () => {
    it('says so where it may not be written', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'lethe-ledger-'));
      const path = join(folder, 'ledger.jsonl');
      await writeFile(path, '');
      await chmod(path, 0o400);
      await expect(fileLedger(path).write(destruction('account:a'))).rejects.toMatchObject({ code: 'EACCES' });
      await rm(folder, { recursive: true });
    });
  });

  it('says so where it is no file', async () => {
    await expect(fileLedger(tmpdir()).write(destruction('account:a'))).rejects.toMatchObject({ code: 'EISDIR' });
  });

  describeWhere(mayMount)('[SKIPPED where nothing may be mounted]', () => {
    it('keeps all that it answered for, also for readers, and takes the next once there is room', async () => {
      const disk = smallDisk(process.pid);
      if (disk === undefined) throw new Error('Nothing may be mounted.');
      const path = join(disk.directory, 'ledger.jsonl');
      const ledger = fileLedger(path);
      const filler = join(disk.directory, 'filler');
      await writeFile(filler, Buffer.alloc(16 * 1024 * 1024)).catch(() => undefined);
      await truncate(filler, (await stat(filler)).size - 8_192);
      const written: string[] = [];
      const fill = async (): Promise<void> => {
        for (let n = 0; n < 1_000; n += 1) {
          await ledger.write(destruction(`account:${n}`));
          written.push(`account:${n}`);
        }
      };
      await expect(fill()).rejects.toMatchObject({ name: 'LedgerUnwritten', code: 'ENOSPC' });
      await expect(ledger.write(destruction('account:late'))).rejects.toMatchObject({ code: 'ENOSPC' });
      expect((await readFile(path, 'utf8')).endsWith('\n')).toBe(false);
      const whileFull = await readAll(ledger);
      expect(whileFull.entries.map(({ subject }) => subject)).toEqual(written);
      await rm(filler);
      await ledger.write(destruction('account:late'));
      expect((await readAll(ledger, whileFull.mark)).entries).toEqual([destruction('account:late')]);
      expect((await readAll(ledger)).entries).toHaveLength(written.length + 1);
      disk.remove();
    });
  });
});
