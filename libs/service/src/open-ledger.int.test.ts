import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accountSubject, serviceNames } from '@lethe/contracts';
import { stopAll } from '@lethe/running';
import pg from 'pg';
import { s3Double } from '../../sealing/src/testing/s3-double.ts';
import { credentials } from '../../sealing/src/testing/s3-server.ts';
import { databaseUrls } from './databases.ts';
import { openKit } from './open-kit.ts';
import { provisionDatabases } from './provision-databases.ts';
import { provisionKeys } from './provision-keys.ts';
import { notebook } from './testing/notebook.ts';
import { ownServers } from './testing/own-servers.ts';

const subject = accountSubject('6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f');
const at = '2026-11-24T07:00:00.000Z';

describe('A service whose ledger is a bucket (K5)', () => {
  let servers: Awaited<ReturnType<typeof ownServers>>;
  let s3: Awaited<ReturnType<typeof s3Double>>;
  let environment: Record<string, string>;
  beforeAll(async () => {
    servers = await ownServers();
    s3 = await s3Double();
    await provisionKeys(servers.data, serviceNames);
    await provisionDatabases(servers.postgresUrl, servers.data, ['identity']);
    Object.assign(process.env, credentials);
    environment = {
      LETHE_POSTGRES_URL: servers.postgresUrl,
      LETHE_NATS_URL: servers.natsUrl,
      LETHE_DATA: servers.data,
      LETHE_LEDGER: 's3://lethe/ours',
      LETHE_LEDGER_ENDPOINT: s3.endpoint,
      LETHE_MODE: 'test',
      LETHE_LOG_LEVEL: 'silent',
    };
  });
  afterAll(async () => {
    await s3.stop();
    await servers.stop();
  });
  beforeEach(() => {
    Object.assign(s3.state, { status: 0, locked: true });
  });

  type Opened = Awaited<ReturnType<typeof openKit>>['kit'];
  const whileOpen = async (work: (kit: Opened) => Promise<unknown>, more: Readonly<Record<string, string>> = {}) => {
    const { kit, stops } = await openKit(notebook, { ...environment, ...more });
    await work(kit).finally(() => stopAll(stops, kit.logger));
  };
  const inKeys = async (text: string) => {
    const client = new pg.Client(databaseUrls(servers.postgresUrl, servers.data, 'identity').keys);
    await client.connect();
    try {
      return (await client.query<Record<string, string>>(text)).rows;
    } finally {
      await client.end();
    }
  };

  it('destroys by what it has put there, in a place of its own, and needs no file', async () => {
    await whileOpen((kit) => kit.sealing.destroy(subject, at));
    expect([...s3.objects.keys()]).toEqual(['ours/identity/0000000000000001']);
    expect(JSON.parse(String(s3.objects.get('ours/identity/0000000000000001')?.body))).toEqual({
      before: '',
      entries: [{ kind: 'key-destroyed', service: 'identity', subject, at }],
    });
    expect(await inKeys('select mark from ledger_marks')).toEqual([{ mark: expect.stringMatching(/^bucket\/1\//) }]);
    expect(readdirSync(servers.data)).not.toContain('ledger.jsonl');
    await whileOpen(async (kit) => {
      expect(await kit.ledger.after('')).toMatchObject({ entries: [{ subject }] });
    });
  });

  it('does not start where nothing would be kept, or on a ledger of another kind, and says what helps at once', async () => {
    s3.state.locked = false;
    await expect(whileOpen(async () => undefined)).rejects.toThrow('--object-lock-enabled-for-bucket');
    const inFile = { LETHE_LEDGER: `${servers.data}/ledger.jsonl` };
    await expect(whileOpen(async () => undefined, inFile)).rejects.toThrow(
      'is a file, and what was read before was none',
    );
  });

  it('waits for a bucket that is away, and not for ever (L1)', async () => {
    s3.state.status = 503;
    const patience = { LETHE_START_PATIENCE_SECONDS: '1' };
    await expect(whileOpen(async () => undefined, patience)).rejects.toThrow(
      'The ledger s3://lethe/ours was waited for',
    );
    setTimeout(() => Object.assign(s3.state, { status: 0 }), 1_500);
    await whileOpen(async (kit) => kit.sealing.destroy('account:b', at), { LETHE_START_PATIENCE_SECONDS: '30' });
    expect(s3.objects.size).toBe(2);
  });

  it('answers for nothing that is not in the bucket, and names it: nothing of it is poison', async () => {
    await whileOpen(async (kit) => {
      s3.state.status = 503;
      await expect(kit.sealing.destroy('account:c', at)).rejects.toMatchObject({
        name: 'Explained',
        message: expect.stringContaining('s3://lethe/ours/identity takes no entry'),
      });
      s3.state.status = 0;
      await kit.sealing.destroy('account:c', at);
    });
  });
});
