import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { bucketLedger, fileLedger, openS3Bucket, type LedgerEntry } from '@lethe/sealing';
import { startService } from '@lethe/service';
import { ownServers } from '../../libs/service/src/testing/own-servers.ts';
import { s3Double } from '../../libs/sealing/src/testing/s3-double.ts';
import { credentials } from '../../libs/sealing/src/testing/s3-server.ts';
import { ledger } from './ledger.ts';
import { provision } from './provision.ts';
import { loaded } from './services.ts';

jest.setTimeout(120_000);
type Content = Readonly<{ entries: readonly LedgerEntry[] }>;
const at = '2026-11-24T07:00:00.000Z';
const of = { accountId: 'a', cancellationId: 'c', attempt: 1, at };
const entries: readonly LedgerEntry[] = [
  { kind: 'key-destroyed', service: 'mfa', subject: 'account:a', at },
  { kind: 'cancellation-final', ...of },
  { kind: 'key-destroyed', service: 'mfa', subject: 'account:b', at },
];

describe('lethe ledger move (K5)', () => {
  let servers: Awaited<ReturnType<typeof ownServers>>;
  let s3: Awaited<ReturnType<typeof s3Double>>;
  let environment: Record<string, string>;
  const said: string[] = [];
  beforeAll(async () => {
    servers = await ownServers();
    s3 = await s3Double();
    environment = {
      LETHE_POSTGRES_URL: servers.postgresUrl,
      LETHE_NATS_URL: servers.natsUrl,
      LETHE_DATA: servers.data,
      LETHE_MODE: 'test',
      LETHE_LOG_LEVEL: 'silent',
    };
    Object.assign(process.env, environment, credentials);
    await provision();
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    await fileLedger(join(servers.data, 'ledger.jsonl')).write(entries);
    await runOnce();
    Object.assign(environment, { LETHE_LEDGER: 's3://lethe/ours', LETHE_LEDGER_ENDPOINT: s3.endpoint });
    Object.assign(process.env, environment);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await s3.stop();
    await servers.stop();
  });

  const runOnce = async (): Promise<void> => {
    for (const service of await loaded(['mfa', 'cancellation']))
      await (await startService(service, environment)).stop();
  };
  const file = () => join(servers.data, 'ledger.jsonl');
  const move = async (from = file()) => {
    said.length = 0;
    await ledger(['move', from]);
    return said.filter((line) => !line.endsWith(': 0 entries.\n'));
  };

  it('is what a service asks for that finds a bucket where it had a file', async () => {
    await expect(runOnce()).rejects.toThrow('is a bucket, and what was read before was none');
  });

  it('gives each service its own in the bucket, on from where it was broken off, and services start with it', async () => {
    const options = { bucket: 'lethe', prefix: 'ours/mfa', retention: 'governance', retentionDays: 1 } as const;
    await bucketLedger(await openS3Bucket({ ...options, endpoint: s3.endpoint })).write(entries.slice(0, 1));
    expect(await move()).toEqual(['mfa: 2 entries.\n', 'cancellation: 1 entries.\n']);
    const contents = [...s3.objects].map(([key, { body }]) => [key, (JSON.parse(String(body)) as Content).entries]);
    expect(Object.fromEntries(contents)).toEqual({
      'ours/cancellation/0000000000000001': [entries[1]],
      'ours/mfa/0000000000000001': [entries[0]],
      'ours/mfa/0000000000000002': [entries[2]],
    });
    expect(await move()).toEqual(['mfa: 2 entries.\n', 'cancellation: 1 entries.\n']);
    expect(s3.objects.size).toBe(3);
    await runOnce();
    await expect(move()).rejects.toMatchObject({ name: 'LedgerBroken' });
  });

  it('leaves a bucket alone that has another ledger', async () => {
    const another = join(servers.data, 'elsewhere.jsonl');
    await fileLedger(another).write([{ kind: 'key-destroyed', service: 'mfa', subject: 'account:x', at }]);
    await expect(move(another)).rejects.toThrow('The bucket has another ledger of');
  });
});
