import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountSubject, serviceNames, shredded } from '@lethe/contracts';
import { stopAll } from '@lethe/running';
import { originOf, type Sealed } from '@lethe/sealing';
import pg from 'pg';
import { openKit } from './open-kit.ts';
import { provisionDatabases } from './provision-databases.ts';
import { provisionKeys } from './provision-keys.ts';
import { notebook } from './testing/notebook.ts';
import { ownServers } from './testing/own-servers.ts';

const accountId = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const subject = accountSubject(accountId);
const at = '2026-11-24T07:00:00.000Z';

describe('A keys database that is restored from before a destruction (E3, E6)', () => {
  let servers: Awaited<ReturnType<typeof ownServers>>;
  let environment: Record<string, string>;
  beforeAll(async () => {
    servers = await ownServers();
    await provisionKeys(servers.data, serviceNames);
    await provisionDatabases(servers.postgresUrl, servers.data, ['identity']);
    environment = {
      LETHE_POSTGRES_URL: servers.postgresUrl,
      LETHE_NATS_URL: servers.natsUrl,
      LETHE_DATA: servers.data,
      LETHE_MODE: 'test',
      LETHE_LOG_LEVEL: 'silent',
    };
  });
  afterAll(() => servers.stop());

  /** What a restart is for keys. */
  const whileOpen = async <Result>(
    work: (sealing: Awaited<ReturnType<typeof openKit>>['kit']['sealing']) => Promise<Result>,
  ) => {
    const { kit, stops } = await openKit(notebook, environment);
    return work(kit.sealing).finally(() => stopAll(stops, kit.logger));
  };
  const onServer = async (...statements: readonly string[]): Promise<void> => {
    const client = new pg.Client(servers.postgresUrl);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  const keysIn = async (database: string): Promise<number> => {
    const url = new URL(servers.postgresUrl);
    url.pathname = `/${database}`;
    const client = new pg.Client(url.href);
    await client.connect();
    const { rowCount } = await client.query('select from subject_keys where subject = $1', [subject]);
    await client.end();
    return rowCount ?? 0;
  };
  const plain = { value: 'Alice', subject, origin: originOf('account-a', 'Noted', 'text') };

  it('brings the key in, but the service destroys it before it serves, and makes no new one', async () => {
    const sealed = await whileOpen((sealing) => sealing.seal([plain]));
    await onServer('create database before_destruction template lethe_identity_keys');
    await whileOpen((sealing) => sealing.destroy(subject, at));
    await onServer(
      'drop database lethe_identity_keys',
      'create database lethe_identity_keys template before_destruction owner lethe_identity_owner',
    );
    expect(await keysIn('lethe_identity_keys')).toBe(1);

    await whileOpen(async (sealing) => {
      expect(await keysIn('lethe_identity_keys')).toBe(0);
      expect(await sealing.open(sealed as readonly Sealed[])).toEqual([shredded]);
      await expect(sealing.seal([plain])).rejects.toMatchObject({ name: 'KeyDestroyed' });
      expect(await sealing.destroy(subject, '2027-01-01T00:00:00.000Z')).toEqual({ subject, destroyedAt: at });
    });
  });

  it('is refused over a ledger of yesterday, with what helps, at once (K5)', async () => {
    const ledger = join(servers.data, 'ledger.jsonl');
    await copyFile(ledger, `${ledger}.yesterday`);
    await whileOpen((sealing) => sealing.destroy('account:another', at));
    await rename(ledger, `${ledger}.right`);
    await copyFile(`${ledger}.yesterday`, ledger);
    await expect(openKit(notebook, environment)).rejects.toThrow(
      /was cut off, or is an older copy.*Bring the right one/,
    );
    await rename(`${ledger}.right`, ledger);
    await whileOpen(async () => undefined);
  });
});
