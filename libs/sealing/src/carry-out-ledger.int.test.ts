import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { carryOutLedger } from './carry-out-ledger.ts';
import { fileLedger } from './file-ledger.ts';
import { destruction, readAll } from './ledger.contract.ts';
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
  const markOf = async () => (await database.pool.query('select mark from ledger_marks')).rows[0]?.mark;

  it('are written before the key goes', async () => {
    await keys.make('account:a');
    const failing: SubjectKeys = { ...keys, destroy: () => Promise.reject(new Error('killed')) };
    await expect(withLedger(failing, ledger, service).destroy('account:a', at)).rejects.toThrow('killed');
    expect((await readAll(ledger)).entries).toEqual([destruction('account:a')]);
    await carryOut();
    expect(await keys.open(['account:a'])).toEqual(new Map());
  });

  it('do not happen where the ledger cannot be written', async () => {
    await keys.make('account:a');
    const full: Ledger = { ...ledger, write: () => Promise.reject(new Error('The disk is full.')) };
    await expect(withLedger(keys, full, service).destroy('account:a', at)).rejects.toThrow('full');
    expect((await keys.open(['account:a'])).size).toBe(1);
  });

  it('are never written for what is no instant', async () => {
    await expect(withLedger(keys, ledger, service).destroy('account:a', 'soon')).rejects.toBeInstanceOf(RangeError);
    expect((await readAll(ledger)).entries).toEqual([]);
  });

  it('are carried out on a database that has forgotten them, with the first receipt, and only its own', async () => {
    for (const name of ['a', 'b', 'c']) await keys.make(`account:${name}`);
    await ledger.write(destruction('account:a'));
    await ledger.write({ ...destruction('account:a'), at: '2026-12-01T00:00:00.000Z' });
    await ledger.write(destruction('account:b', 'session'));
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
    await ledger.write(destruction('account:a'));
    await carryOut();
    const mark = await markOf();
    await database.pool.query('delete from subject_tombstones');
    await carryOut();
    expect((await database.pool.query('select from subject_tombstones')).rowCount).toBe(0);
    await ledger.write(destruction('account:b'));
    await carryOut();
    expect((await database.pool.query('select subject from subject_tombstones')).rows).toEqual([
      { subject: 'account:b' },
    ]);
    expect(Number(await markOf())).toBeGreaterThan(Number(mark));
  });

  it('are carried out while replicas make keys, and leave none', async () => {
    const subjects = Array.from({ length: 300 }, (_, n) => `account:${n}`);
    for (const subject of subjects) await ledger.write(destruction(subject));
    await Promise.all([...subjects.map((subject) => keys.make(subject)), carryOut(), carryOut()]);
    expect(await keys.open(subjects)).toEqual(new Map());
  });

  it('stop the start where the ledger is not the one that was read before', async () => {
    await ledger.write(destruction('account:a'));
    await carryOut();
    await rm(join(folder, 'ledger.jsonl'));
    await expect(carryOut()).rejects.toMatchObject({ name: 'LedgerBroken' });
  });
});
