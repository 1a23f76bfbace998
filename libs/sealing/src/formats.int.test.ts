import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { decrypt } from './aead.ts';
import { sealingOf } from './field-sealing.ts';
import { fileMasterKey } from './file-master-key.ts';
import { inMemorySubjectKeys } from './in-memory-subject-keys.ts';
import { keyMigrations } from './key-migrations.ts';
import { postgresSubjectKeys } from './postgres-subject-keys.ts';
import { openServiceKeys } from './service-keys.ts';
import { inMemoryMasterKey } from './testing/in-memory-master-key.ts';
import { keysDatabase } from './testing/keys-database.ts';

/** Written by the first version of the sealing, and never again: what lies in databases and back-ups looks like this. */
const golden = {
  box: 'jZwqOBwVsUttPS5ZBhfMRzrnYdaU7SbWXGwHoOLVXIM5eBAW1y4M',
  wrappedSubjectKey: 'wyB2qxxet-9xXSTGEb_DHjed8-S1ZKMk1KoKQJyRtglhgMGxAP0NEQZJMSO2PcxAlDDG1jaSG4sL3S29',
  wrappedWrappingKey: '7PkRGdrWWalm2uliuPoniycCj00u7ds0WW4cVjZOBO3daAc1rlNUywd4URblZ7L72J5iRTowHFeE05Sq',
} as const;
const subject = 'account:6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const origin = 'account-6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f|AccountRegistered|username';
const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
const subjectKey = Buffer.alloc(32, 1);
const wrappingKey = Buffer.alloc(32, 2);

describe('What the first version sealed opens for ever', () => {
  const sealing = sealingOf({
    keys: {
      ...inMemorySubjectKeys(),
      open: async () => new Map([[subject, subjectKey]]),
      make: async () => subjectKey,
    },
    tokenKey: Buffer.alloc(32, 4),
  });

  it('a sealed field', async () => {
    expect(await sealing.open([{ $sealed: { subject, origin, box: golden.box } }])).toEqual(['Mnemosyne']);
  });

  it('a wrapped subject key', () => {
    expect(decrypt(wrappingKey, bytes(golden.wrappedSubjectKey), subject)).toEqual(subjectKey);
  });

  it('a wrapping key under a master key in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lethe-formats-'));
    await mkdir(join(folder, 'keys'));
    await writeFile(join(folder, 'keys', 'master.key'), Buffer.alloc(32, 3), { mode: 0o600 });
    const master = await fileMasterKey({ path: join(folder, 'keys', 'master.key') });
    const opened = await master.unwrap(bytes(golden.wrappedWrappingKey), 'lethe identity wrapping key');
    expect(Buffer.from(opened)).toEqual(wrappingKey);
    await rm(folder, { recursive: true });
  });

  it('a digest of a request and a blind index', async () => {
    expect(await sealing.digest(subject, 'request')).toBe('cXCoZnsXw-X4neunUmCyulY4CsY3ulE30lKFbcilz3E');
    expect(sealing.mac('email', 'a@example.org')).toBe('Y-Udx4ofd7eS-6g7vrSf577y9cK84aSKN23cxyEedE0');
  });

  it('a keys database of the first version, once it is migrated', async () => {
    const { pool, drop } = await keysDatabase(keyMigrations.slice(0, 1));
    const master = { ...inMemoryMasterKey(), unwrap: async (wrapped: Uint8Array) => wrapped };
    await pool.query(`insert into service_keys (service, wrapping_key, index_key) values ('identity', $1, $1)`, [
      wrappingKey,
    ]);
    await pool.query('insert into subject_keys (subject, wrapped) values ($1, $2)', [
      subject,
      bytes(golden.wrappedSubjectKey),
    ]);
    for (const statement of keyMigrations.slice(1).flatMap(({ statements }) => statements)) await pool.query(statement);
    const { wrappingKeys } = await openServiceKeys({ pool, master, service: 'identity' });
    const keys = postgresSubjectKeys({ pool, wrappingKeys });
    expect(await keys.open([subject])).toEqual(new Map([[subject, subjectKey]]));
    expect(await keys.make('account:new')).toHaveLength(32);
    await drop();
  });
});
