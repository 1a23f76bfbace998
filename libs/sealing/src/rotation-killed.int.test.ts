import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileMasterKey } from './file-master-key.ts';
import { postgresSubjectKeys } from './postgres-subject-keys.ts';
import { rotateWrappingKey } from './rotate-wrapping-key.ts';
import { openServiceKeys } from './service-keys.ts';
import { keysDatabase } from './testing/keys-database.ts';

const rotating = fileURLToPath(new URL('./testing/rotation-process.ts', import.meta.url));
const service = 'identity';
const subjects = Array.from({ length: 1_100 }, (_, n) => `account:${n}`);

/** Jest takes seconds to compare thousands of arrays of bytes. */
const textOf = (keys: ReadonlyMap<string, Uint8Array>): string =>
  [...keys]
    .map(([subject, key]) => `${subject} ${Buffer.from(key).toString('hex')}\n`)
    .toSorted()
    .join('');

describe('A process that rotates the wrapping key and is killed at any moment', () => {
  let database: Awaited<ReturnType<typeof keysDatabase>>;
  let folder: string;
  beforeAll(async () => {
    database = await keysDatabase();
    folder = await mkdtemp(join(tmpdir(), 'lethe-rotation-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  /** Lets it rotate once, so that it is in the middle of the next rotation, and a little on; then SIGKILL. */
  const rotateAndKill = async (afterMs: number): Promise<void> => {
    const node = [
      '--conditions=lethe:source',
      '--experimental-transform-types',
      '--disable-warning=ExperimentalWarning',
    ];
    const args = [database.url, join(folder, 'master.key'), service];
    const child = spawn(process.execPath, [...node, rotating, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    await Promise.race([once(child.stdout, 'data'), ended]);
    await pause(afterMs);
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
  };

  it('loses no key, and the next rotation leaves nothing of the ones before', async () => {
    const store = { pool: database.pool, master: await fileMasterKey({ path: join(folder, 'master.key') }), service };
    const { wrappingKeys } = await openServiceKeys(store);
    const keys = postgresSubjectKeys({ pool: database.pool, wrappingKeys });
    await Promise.all(subjects.map((subject) => keys.make(subject)));
    const now = async () => textOf(await keys.open(subjects));
    const before = await now();
    const halfWay: number[] = [];
    for (const afterMs of [5, 20, 45]) {
      await rotateAndKill(afterMs);
      expect(await now()).toBe(before);
      halfWay.push((await database.pool.query('select from wrapping_keys')).rowCount ?? 0);
    }
    expect(Math.max(...halfWay)).toBeGreaterThan(1);
    await rotateWrappingKey(store);
    expect((await database.pool.query('select from wrapping_keys')).rowCount).toBe(1);
    expect(await now()).toBe(before);
  }, 60_000);
});
