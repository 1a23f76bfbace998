import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  appendFile,
  chmod,
  copyFile,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mayMount, smallDisk } from '../../event-store-postgres/src/testing/small-disk.ts';
import { fileLedger } from './file-ledger.ts';
import { destruction, ledgerContract, readAll, subjectsOf } from './ledger.contract.ts';
import type { Ledger } from './ledger.ts';

const writer = fileURLToPath(new URL('./testing/ledger-writer-process.ts', import.meta.url));

describe('A ledger in a file', () => {
  let folder: string;
  const path = () => join(folder, 'ledger.jsonl');
  const ledger = () => fileLedger(path());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lethe-ledger-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  ledgerContract({ open: ledger, openAnother: () => fileLedger(join(folder, 'elsewhere', 'ledger.jsonl')) });

  it('is for its owner alone', async () => {
    await ledger().write([destruction('account:a')]);
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
      expect(subjectsOf(entries.filter((each) => each.kind === 'key-destroyed' && each.service === name))).toEqual(
        Array.from({ length: 250 }, (_, n) => `account:${n}`),
      );
    expect(entries).toHaveLength(1_000);
  });

  it('is read whole however long it is', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `\n${JSON.stringify(destruction(`account:${n}`))}\n`);
    await writeFile(path(), lines.join(''));
    const { entries, mark } = await readAll(ledger());
    expect(subjectsOf(entries)).toEqual(lines.map((_, n) => `account:${n}`));
    expect(Number(mark.split(':')[0])).toBe((await stat(path())).size);
  });

  it('passes over what a crash cut off, and keeps what comes after it', async () => {
    await ledger().write([destruction('account:a')]);
    await appendFile(path(), '\n{"kind":"key-destroyed","serv');
    const { entries, mark } = await readAll(ledger());
    expect(entries).toEqual([destruction('account:a')]);
    await ledger().write([destruction('account:b')]);
    expect((await readAll(ledger(), mark)).entries).toEqual([destruction('account:b')]);
    expect((await readAll(ledger())).entries).toEqual([destruction('account:a'), destruction('account:b')]);
  });

  it('passes over kinds that only later versions know', async () => {
    await writeFile(path(), '\n{"kind":"hold-placed","accountId":"a"}\n');
    await ledger().write([destruction('account:a')]);
    expect((await readAll(ledger())).entries).toEqual([destruction('account:a')]);
  });

  describe('that is no more what was read (K5)', () => {
    let read: Ledger;
    let mark: string;
    const named = (...names: readonly string[]) => names.map((name) => destruction(`account:${name}`));
    beforeEach(async () => {
      read = ledger();
      await read.write(named('a', 'b'));
      await copyFile(path(), join(folder, 'yesterday'));
      await read.write(named('c', 'd'));
      ({ mark } = await readAll(read));
      // So that it stands where it was found before.
      await readAll(read, mark);
    });
    /** To who has read it before and to who starts, and no less the second time. */
    const expectRefused = async (why: string) => {
      for (const asked of [read, read, ledger(), ledger()]) await expect(asked.after(mark)).rejects.toThrow(why);
    };

    it('is refused where it was cut back', async () => {
      await truncate(path(), (await stat(path())).size - 1);
      await expectRefused('was cut off, or is an older copy');
    });

    it('is refused where it is an older copy', async () => {
      await copyFile(join(folder, 'yesterday'), path());
      await expectRefused('was cut off, or is an older copy');
    });

    it('is refused where it is an older copy that was written on', async () => {
      await copyFile(join(folder, 'yesterday'), path());
      await ledger().write(named('e', 'f', 'g'));
      await expectRefused('is not the one that was read before');
    });

    it('is refused at the next start where a byte was changed; who stands at its mark does not read it all again', async () => {
      await read.write(Array.from({ length: 10 }, () => destruction('account:more')));
      ({ mark } = await readAll(read, mark));
      await readAll(read, mark);
      const text = await readFile(path(), 'utf8');
      await writeFile(path(), text.replace('account:a', 'account:x'));
      await expect(ledger().after(mark)).rejects.toThrow('is not the one that was read before');
      expect(await read.after(mark)).toEqual({ entries: [], mark });
    });

    it('is refused where it was taken away', async () => {
      await rm(path());
      await expectRefused('is missing');
    });

    it('goes on once the right one is back', async () => {
      await rename(path(), join(folder, 'right'));
      await copyFile(join(folder, 'yesterday'), path());
      await expect(read.after(mark)).rejects.toThrow('older copy');
      await rename(join(folder, 'right'), path());
      await read.write(named('e'));
      expect((await readAll(read, mark)).entries).toEqual(named('e'));
    });

    it('is taken over where a build before noted the place alone, and held to the rule from then on', async () => {
      const [place = ''] = mark.split(':');
      expect(await readAll(ledger(), place)).toEqual({ entries: [], mark });
      await truncate(path(), Number(place) - 5);
      await expect(ledger().after(place)).rejects.toThrow('was cut off');
    });
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
      await expect(fileLedger('/dev/full').write([destruction('account:a')])).rejects.toMatchObject({
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
      await expect(fileLedger(path).write([destruction('account:a')])).rejects.toMatchObject({ code: 'EACCES' });
      await rm(folder, { recursive: true });
    });
  });

  it('says so where it is no file', async () => {
    await expect(fileLedger(tmpdir()).write([destruction('account:a')])).rejects.toMatchObject({ code: 'EISDIR' });
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
          await ledger.write([destruction(`account:${n}`)]);
          written.push(`account:${n}`);
        }
      };
      await expect(fill()).rejects.toMatchObject({ name: 'LedgerUnwritten', code: 'ENOSPC' });
      await expect(ledger.write([destruction('account:late')])).rejects.toMatchObject({ code: 'ENOSPC' });
      expect((await readFile(path, 'utf8')).endsWith('\n')).toBe(false);
      const whileFull = await readAll(ledger);
      expect(subjectsOf(whileFull.entries)).toEqual(written);
      await rm(filler);
      await ledger.write([destruction('account:late')]);
      expect((await readAll(ledger, whileFull.mark)).entries).toEqual([destruction('account:late')]);
      expect((await readAll(ledger)).entries).toHaveLength(written.length + 1);
      disk.remove();
    });
  });
});
