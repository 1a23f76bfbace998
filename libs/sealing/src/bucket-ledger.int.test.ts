import { randomUUID } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { bucketLedger } from './bucket-ledger.ts';
import { destruction, ledgerContract, readAll, subjectsOf } from './ledger.contract.ts';
import type { Ledger } from './ledger.ts';
import { openS3Bucket, type S3Options } from './s3-bucket.ts';
import { s3Double } from './testing/s3-double.ts';
import { credentials, hasS3Server, s3Server } from './testing/s3-server.ts';

Object.assign(process.env, credentials);

const optionsOf = (endpoint: string, bucket: string): S3Options => ({
  endpoint,
  bucket,
  prefix: 'ledger/identity',
  retention: 'governance',
  retentionDays: 30,
  timeoutMs: 2_000,
});

/** Opened when it is first used: a ledger is made without waiting. */
const late = (open: () => Promise<Ledger>): Ledger => {
  let opened: Promise<Ledger> | undefined;
  const ledger = () => (opened ??= open());
  return {
    write: async (entries) => (await ledger()).write(entries),
    after: async (mark) => (await ledger()).after(mark),
  };
};

type Server = Readonly<{ endpoint: string; newBucket: () => Promise<string> }>;

const contractOn = (server: () => Server): void => {
  let bucket: string;
  let another: string;
  beforeEach(async () => {
    [bucket, another] = [await server().newBucket(), await server().newBucket()];
  });
  const opened = (of: () => string) => () =>
    late(async () => bucketLedger(await openS3Bucket(optionsOf(server().endpoint, of()))));
  ledgerContract({ open: opened(() => bucket), openAnother: opened(() => another) });
};

const describeWhere = (possible: boolean) => (possible ? describe : describe.skip);

describe('A ledger in a bucket', () => {
  let double: Awaited<ReturnType<typeof s3Double>>;
  beforeAll(async () => {
    double = await s3Double();
  });
  afterAll(() => double.stop());
  beforeEach(() => {
    double.objects.clear();
    double.state.asked.length = 0;
    Object.assign(double.state, {
      versioned: true,
      locked: true,
      status: 0,
      delayMs: 0,
      stalls: false,
      forgets: false,
    });
  });
  const bucketOf = (more: Partial<S3Options> = {}) =>
    openS3Bucket({ ...optionsOf(double.endpoint, 'lethe'), timeoutMs: 300, ...more });
  const opened = async (more: Partial<S3Options> = {}) => bucketLedger(await bucketOf(more));
  const named = (...names: readonly string[]) => names.map((name) => destruction(`account:${name}`));

  describe('on a double of S3', () => {
    // The double has one bucket of everybody: each gets a prefix of its own.
    let [own, another] = ['', ''];
    beforeEach(() => {
      [own, another] = [randomUUID(), randomUUID()];
    });
    ledgerContract({
      open: () => late(() => opened({ prefix: own, timeoutMs: 5_000 })),
      openAnother: () => late(() => opened({ prefix: another, timeoutMs: 5_000 })),
    });
  });

  it('is at the endpoint of its setting alone: one that only the environment of its client names is asked for nothing (T5)', async () => {
    for (const name of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3']) process.env[name] = double.endpoint;
    try {
      const atAmazon = openS3Bucket({
        ...optionsOf('', 'lethe'),
        endpoint: undefined,
        region: 'lethe-1',
        timeoutMs: 300,
      });
      await expect(atAmazon).rejects.toThrow('The ledger');
      expect(double.state.asked).toEqual([]);
    } finally {
      for (const name of ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3']) delete process.env[name];
    }
  });

  it('is locked for as long as is asked, each object put on condition that there is none', async () => {
    const before = Date.now();
    await (await opened({ retention: 'compliance', retentionDays: 400 })).write(named('a'));
    await (await opened()).write(named('b'));
    const [first, second] = [...double.objects.values()].map(({ headers }) => headers);
    expect(first).toMatchObject({ 'if-none-match': '*', 'x-amz-object-lock-mode': 'COMPLIANCE' });
    expect(second).toMatchObject({ 'if-none-match': '*', 'x-amz-object-lock-mode': 'GOVERNANCE' });
    const until = Date.parse(String(first?.['x-amz-object-lock-retain-until-date']));
    expect(Math.abs(until - before - 400 * 86_400_000)).toBeLessThan(10_000);
    expect([...double.objects.keys()]).toEqual([
      'ledger/identity/0000000000000001',
      'ledger/identity/0000000000000002',
    ]);
  });

  it.each([
    ['no object lock', { locked: false }, /has no object lock, or keeps no versions.*--object-lock-enabled-for-bucket/],
    ['no versions', { versioned: false }, /has no object lock, or keeps no versions/],
    ['no rights', { status: 403 }, /is refused \(AccessDenied\).*may these credentials read and put objects/],
  ])('is refused at once where the bucket has %s', async (_what, state, message) => {
    Object.assign(double.state, state);
    await expect(opened()).rejects.toMatchObject({ name: 'LedgerUnfit', message: expect.stringMatching(message) });
  });

  it('is refused at once where there is no bucket', async () => {
    await expect(opened({ bucket: 'missing' })).rejects.toMatchObject({ name: 'LedgerUnfit' });
  });

  it.each([
    ['is away', { status: 503 }],
    ['says nothing', { stalls: true }],
    ['is slow', { delayMs: 5_000 }],
  ])('is left within a bound where it %s, and goes on afterwards (L1)', async (_what, state) => {
    const ledger = await opened();
    await ledger.write(named('a'));
    const { mark } = await readAll(ledger);
    Object.assign(double.state, state);
    const began = performance.now();
    await expect(ledger.write(named('b'))).rejects.toMatchObject({ name: 'LedgerUnwritten' });
    await expect(ledger.after(mark)).rejects.toMatchObject({ name: 'LedgerUnread' });
    await expect(opened()).rejects.toMatchObject({ name: 'LedgerUnread' });
    expect(performance.now() - began).toBeLessThan(6_000);
    Object.assign(double.state, { status: 0, stalls: false, delayMs: 0 });
    await ledger.write(named('c'));
    expect((await readAll(ledger, mark)).entries.slice(-1)).toEqual(named('c'));
  });

  it('writes nothing twice where the answer is lost and it tries again', async () => {
    const ledger = await opened();
    double.state.forgets = true;
    await ledger.write(named('a')).catch(() => undefined);
    double.state.forgets = false;
    await ledger.write(named('a'));
    await ledger.write(named('b'));
    expect(subjectsOf((await readAll(await opened())).entries)).toEqual(['account:a', 'account:b']);
  });

  it('tries again where somebody puts the same number at that moment', async () => {
    double.state.conflicts = 3;
    await (await opened()).write(named('a'));
    expect((await readAll(await opened())).entries).toEqual(named('a'));
  });

  it('costs what is new, however much there is', async () => {
    const ledger = await opened();
    for (let n = 0; n < 300; n += 1) await ledger.write(named(String(n)));
    const { mark } = await readAll(await opened());
    const reader = await opened();
    double.state.asked.length = 0;
    await reader.write(named('new')).catch(() => undefined);
    const written = double.state.asked.length;
    double.state.asked.length = 0;
    await reader.after(mark);
    await reader.write(named('newer'));
    // The mark, a list, the one that is new, and putting the next; one that is slow is asked for again.
    expect(new Set(double.state.asked).size).toBe(4);
    expect(written).toBeGreaterThan(4);
  });

  describe('that is no more what was read (K5)', () => {
    const key = (number: number) => `ledger/identity/${String(number).padStart(16, '0')}`;
    let mark: string;
    beforeEach(async () => {
      const ledger = await opened();
      for (const name of ['a', 'b', 'c']) await ledger.write(named(name));
      ({ mark } = await readAll(ledger));
    });
    const expectRefused = async (why: string, from = mark) =>
      expect((await opened()).after(from)).rejects.toMatchObject({
        name: 'LedgerBroken',
        message: expect.stringContaining(why),
      });

    it('is refused where its end is gone', async () => {
      double.objects.delete(key(3));
      await expectRefused('was cut off, or is an older copy');
    });

    it('is refused where one in between is hidden or replaced, by whoever has yet to read it', async () => {
      const right = double.objects.get(key(2));
      double.objects.delete(key(2));
      await expectRefused('does not go on at object 2', '');
      for (const body of ['{"before":"","entries":[]}', 'rubbish', '{}']) {
        double.objects.set(key(2), { body: Buffer.from(body), headers: {} });
        await expectRefused('does not go on at object 2', '');
      }
      if (right !== undefined) double.objects.set(key(2), right);
      expect((await readAll(await opened())).mark).toBe(mark);
    });

    it('is refused where an older copy was written on', async () => {
      double.objects.delete(key(3));
      await (await opened()).write(named('d'));
      await expectRefused('is not the one that was read before');
    });

    it('is refused by the mark of a file', async () => {
      await expectRefused('is a bucket, and what was read before was none', '123:digest');
    });

    it('is never waited for where a number is taken and cannot be read', async () => {
      const bucket = await bucketOf();
      const hidden = bucketLedger({
        ...bucket,
        put: async () => false,
        get: async () => undefined,
        after: async () => [],
      });
      await expect(hidden.write(named('d'))).rejects.toMatchObject({ name: 'LedgerBroken' });
    });
  });

  describeWhere(hasS3Server)('on a real server of S3 [SKIPPED without versitygw on PATH or in LETHE_S3_SERVER]', () => {
    let server: Awaited<ReturnType<typeof s3Server>>;
    let client: S3Client;
    beforeAll(async () => {
      server = await s3Server();
      ({ client } = server);
    });
    afterAll(() => server.stop());

    contractOn(() => server);

    it('keeps what was put: no version of it can be taken away, and a delete marker is found', async () => {
      const bucket = await server.newBucket();
      const ledger = bucketLedger(await openS3Bucket(optionsOf(server.endpoint, bucket)));
      for (const name of ['a', 'b']) await ledger.write(named(name));
      const { mark } = await readAll(ledger);
      const last = { Bucket: bucket, Key: 'ledger/identity/0000000000000002' };
      const { VersionId } = await client.send(new GetObjectCommand(last));
      await expect(client.send(new DeleteObjectCommand({ ...last, VersionId }))).rejects.toThrow('object lock');
      const marker = await client.send(new DeleteObjectCommand(last));
      await expect(ledger.after(mark)).rejects.toMatchObject({ name: 'LedgerBroken' });
      await client.send(new DeleteObjectCommand({ ...last, VersionId: marker.VersionId }));
      expect(await ledger.after(mark)).toEqual({ entries: [], mark });
    });

    it('is refused where something was put over an entry', async () => {
      const bucket = await server.newBucket();
      const ledger = bucketLedger(await openS3Bucket(optionsOf(server.endpoint, bucket)));
      await ledger.write(named('a'));
      const { mark } = await readAll(ledger);
      const over = { Bucket: bucket, Key: 'ledger/identity/0000000000000001', Body: '{"before":"","entries":[]}' };
      await client.send(new PutObjectCommand(over));
      await expect(ledger.after(mark)).rejects.toMatchObject({ name: 'LedgerBroken' });
    });

    it('is refused in a bucket without object lock', async () => {
      const bucket = await server.newBucket(false);
      await expect(openS3Bucket(optionsOf(server.endpoint, bucket))).rejects.toMatchObject({ name: 'LedgerUnfit' });
    });
  });
});
