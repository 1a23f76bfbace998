import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { carryOutLedger, enterInLedger } from './carry-out-ledger.ts';
import { fileLedger } from './file-ledger.ts';
import { destruction, readAll, subjectsOf } from './ledger.contract.ts';
import { withLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { postgresSubjectKeys } from './postgres-subject-keys.ts';
import type { SubjectKeys } from './sealing.ts';
import { openServiceKeys } from './service-keys.ts';
import { inMemoryMasterKey } from './testing/in-memory-master-key.ts';
import { keysDatabase } from './testing/keys-database.ts';

const at = '2026-11-24T07:00:00.000Z';
const service = 'identity';

describe('Destructions in the ledger (invariant I9, E3)', () => {
  let database: Awaited<ReturnType<typeof keysDatabase>>;
  let folder: string;
  let ledger: Ledger;
  let keys: SubjectKeys;
  beforeEach(async () => {
    database = await keysDatabase();
    folder = await mkdtemp(join(tmpdir(), 'lethe-ledger-'));
    ledger = fileLedger(join(folder, 'ledger.jsonl'));
    const { pool } = database;
    const { wrappingKeys } = await openServiceKeys({ pool, master: inMemoryMasterKey(), service });
    keys = postgresSubjectKeys({ pool, wrappingKeys });
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });
  const carryOut = () => carryOutLedger({ ledger, pool: database.pool, service });
  /** As a replica does it. */
  const destroying = (written = ledger) =>
    withLedger(keys, enterInLedger({ ledger: written, pool: database.pool, service }), service);
  const markOf = async () => (await database.pool.query('select mark from ledger_marks')).rows[0]?.mark;

  it('are written before the key goes', async () => {
    await keys.make('account:a');
    const killed: Ledger = { ...ledger, after: () => Promise.reject(new Error('killed')) };
    await expect(destroying(killed).destroy('account:a', at)).rejects.toThrow('killed');
    expect((await readAll(ledger)).entries).toEqual([destruction('account:a')]);
    expect((await keys.open(['account:a'])).size).toBe(1);
    await carryOut();
    expect(await keys.open(['account:a'])).toEqual(new Map());
  });

  it('do not happen where the ledger cannot be written', async () => {
    await keys.make('account:a');
    const full: Ledger = { ...ledger, write: () => Promise.reject(new Error('The disk is full.')) };
    await expect(destroying(full).destroy('account:a', at)).rejects.toThrow('full');
    expect((await keys.open(['account:a'])).size).toBe(1);
  });

  it('are never written for what is no instant', async () => {
    await expect(destroying().destroy('account:a', 'soon')).rejects.toBeInstanceOf(RangeError);
    expect((await readAll(ledger)).entries).toEqual([]);
  });

  it('are carried out on a database that has forgotten them, with the first receipt, and only its own', async () => {
    for (const name of ['a', 'b', 'c']) await keys.make(`account:${name}`);
    await ledger.write([destruction('account:a')]);
    await ledger.write([{ ...destruction('account:a'), at: '2026-12-01T00:00:00.000Z' }]);
    await ledger.write([destruction('account:b', 'session')]);
    await carryOut();
    expect([...(await keys.open(['account:a', 'account:b', 'account:c'])).keys()].toSorted()).toEqual([
      'account:b',
      'account:c',
    ]);
    expect(await keys.make('account:a')).toBeUndefined();
    expect(await keys.destroy('account:a', '2027-01-01T00:00:00.000Z')).toEqual({
      subject: 'account:a',
      destroyedAt: at,
    });
  });

  it('are read once: the database keeps its mark', async () => {
    await ledger.write([destruction('account:a')]);
    await carryOut();
    const mark = await markOf();
    await database.pool.query('delete from subject_tombstones');
    await carryOut();
    expect((await database.pool.query('select from subject_tombstones')).rowCount).toBe(0);
    await ledger.write([destruction('account:b')]);
    await carryOut();
    expect((await database.pool.query('select subject from subject_tombstones')).rows).toEqual([
      { subject: 'account:b' },
    ]);
    expect(await markOf()).not.toBe(mark);
  });

  it('are carried out while replicas make keys, and leave none', async () => {
    const subjects = Array.from({ length: 300 }, (_, n) => `account:${n}`);
    for (const subject of subjects) await ledger.write([destruction(subject)]);
    await Promise.all([...subjects.map((subject) => keys.make(subject)), carryOut(), carryOut()]);
    expect(await keys.open(subjects)).toEqual(new Map());
  });

  describe('move the mark of the database (K5)', () => {
    const endOf = async () => (await readAll(ledger)).mark;

    it('behind what was done, before it is answered for', async () => {
      await carryOut();
      for (const name of ['a', 'b']) {
        await destroying().destroy(`account:${name}`, at);
        expect(await markOf()).toBe(await endOf());
      }
    });

    it('and never past what another replica has entered and not done: it is done first', async () => {
      for (const name of ['a', 'b']) await keys.make(`account:${name}`);
      await ledger.write([destruction('account:a')]);
      await destroying().destroy('account:b', at);
      expect(await keys.open(['account:a', 'account:b'])).toEqual(new Map());
      expect(await markOf()).toBe(await endOf());
    });

    it('not at all where it was killed before, so that the next start reads from there', async () => {
      await destroying().destroy('account:a', at);
      const mark = await markOf();
      await database.pool.query(`alter table ledger_marks rename to away`);
      await expect(destroying().destroy('account:b', at)).rejects.toThrow('ledger_marks');
      await database.pool.query(`alter table away rename to ledger_marks`);
      expect(await markOf()).toBe(mark);
      await keys.make('account:b');
      await carryOut();
      expect(await keys.open(['account:b'])).toEqual(new Map());
      expect(await markOf()).toBe(await endOf());
    });

    it('also where replicas and services destroy at once over one ledger: nothing is skipped, nothing taken back', async () => {
      const other = await keysDatabase();
      const replicas = [0, 1, 2].map(() => destroying(fileLedger(join(folder, 'ledger.jsonl'))));
      const session = enterInLedger({ ledger, pool: other.pool, service: 'session' });
      const subjects = Array.from({ length: 150 }, (_, n) => `account:${n}`);
      for (const subject of subjects) await keys.make(subject);
      await Promise.all(
        subjects.flatMap((subject, n) => [
          replicas[n % 3]?.destroy(subject, at),
          session(destruction(subject, 'session')),
        ]),
      );
      expect(await keys.open(subjects)).toEqual(new Map());
      for (const { pool } of [database, other])
        expect((await pool.query('select from subject_tombstones')).rowCount).toBe(subjects.length);
      await other.drop();
      await carryOut();
      expect(await markOf()).toBe(await endOf());
    });

    it('and those who come at once share one write', async () => {
      const written: number[] = [];
      const counted: Ledger = {
        ...ledger,
        write: (entries) => {
          written.push(entries.length);
          return ledger.write(entries);
        },
      };
      const replica = destroying(counted);
      await Promise.all(Array.from({ length: 50 }, (_, n) => replica.destroy(`account:${n}`, at)));
      expect(written).toEqual([50]);
    });
  });

  describe('over a ledger that is not what was read before (K5)', () => {
    const path = () => join(folder, 'ledger.jsonl');
    const yesterday = () => join(folder, 'yesterday');
    beforeEach(async () => {
      await destroying().destroy('account:a', at);
      await copyFile(path(), yesterday());
      await destroying().destroy('account:b', at);
    });

    it('stop the start where it is missing', async () => {
      await rm(path());
      await expect(carryOut()).rejects.toMatchObject({ name: 'LedgerBroken' });
    });

    it('stop the start where it was copied back from yesterday, although nothing started since', async () => {
      await copyFile(yesterday(), path());
      await expect(carryOut()).rejects.toMatchObject({ name: 'LedgerBroken' });
    });

    it('are answered for by nobody who runs on, until the right one is back and has them', async () => {
      const running = destroying();
      await rename(path(), join(folder, 'right'));
      await copyFile(yesterday(), path());
      await expect(running.destroy('account:c', at)).rejects.toMatchObject({ name: 'LedgerBroken' });
      await rename(join(folder, 'right'), path());
      await running.destroy('account:c', at);
      expect(subjectsOf((await readAll(ledger)).entries)).toEqual(['account:a', 'account:b', 'account:c']);
    });

    it('go on where a build before noted how far it had read', async () => {
      await database.pool.query(`update ledger_marks set mark = split_part(mark, ':', 1)`);
      await carryOut();
      expect(await markOf()).toBe((await readAll(ledger)).mark);
      await copyFile(yesterday(), path());
      await expect(carryOut()).rejects.toMatchObject({ name: 'LedgerBroken' });
    });
  });
});
