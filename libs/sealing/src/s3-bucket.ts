import { setTimeout as pause } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Bucket } from './bucket-ledger.ts';
import { LedgerUnfit, LedgerUnread, LedgerUnwritten } from './ledger.ts';

export type S3Options = Readonly<{
  bucket: string;
  /** What all keys begin with, without a slash at its end. */
  prefix: string;
  /** Without it Amazon's, by region. */
  endpoint?: string | undefined;
  region?: string | undefined;
  retention: 'governance' | 'compliance';
  retentionDays: number;
  timeoutMs?: number;
}>;

/** As many digits as a number that Node counts exactly. */
const digits = 16;
const dayMs = 86_400_000;
const triesOfClient = 2;
const mostRaces = 8;

/**
 * A bucket with object lock: of an object that was put nobody takes a version away before its retention ends, and a
 * condition keeps two writers from putting one number. Credentials are found where Amazon's clients find them. The client is
 * loaded here, and by nobody who has no bucket.
 * @throws LedgerUnfit where it would not keep, or may not be read; LedgerUnread where it does not answer.
 */
export const openS3Bucket = async (options: S3Options): Promise<Bucket> => {
  const s3 = await import('@aws-sdk/client-s3');
  const { bucket, prefix, timeoutMs = 5_000 } = options;
  const client = new s3.S3Client(clientSettingsOf(options, timeoutMs));
  const on: Opened = {
    s3,
    client,
    name: `s3://${bucket}/${prefix}`,
    // Beside the client's own: those are for each try, and not for finding credentials.
    within: () => ({ abortSignal: AbortSignal.timeout(triesOfClient * timeoutMs) }),
    keyed: (number) => ({ Bucket: bucket, Key: `${prefix}/${String(number).padStart(digits, '0')}` }),
    options,
  };
  await assertKeeps(on);
  return {
    name: on.name,
    put: (number, body) => put(on, number, body),
    get: (number) => got(on, number),
    after: (number, most) => listed(on, number, most),
  };
};

type Opened = Readonly<{
  s3: typeof import('@aws-sdk/client-s3');
  client: S3Client;
  name: string;
  within: () => Readonly<{ abortSignal: AbortSignal }>;
  keyed: (number: number) => Readonly<{ Bucket: string; Key: string }>;
  options: S3Options;
}>;

const put = async (on: Opened, number: number, body: Buffer, tries = 1): Promise<boolean> => {
  const { retention, retentionDays } = on.options;
  const command = new on.s3.PutObjectCommand({
    ...on.keyed(number),
    Body: body,
    ContentType: 'application/json',
    IfNoneMatch: '*',
    ObjectLockMode: retention === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
    ObjectLockRetainUntilDate: new Date(Date.now() + retentionDays * dayMs),
  });
  try {
    await on.client.send(command, on.within());
    return true;
  } catch (error) {
    if (statusOf(error) === 412) return false;
    if (statusOf(error) !== 409 || tries === mostRaces) throw new LedgerUnwritten(on.name, error);
    // Somebody is putting the same number, and nobody has it yet.
    await pause(Math.random() * 50 * tries);
    return put(on, number, body, tries + 1);
  }
};

const got = async ({ s3, client, name, keyed, within }: Opened, number: number): Promise<Buffer | undefined> => {
  try {
    const { Body } = await client.send(new s3.GetObjectCommand(keyed(number)), within());
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw new LedgerUnread(name, error);
  }
};

const listed = async (on: Opened, number: number, most: number): Promise<readonly number[]> => {
  const { Bucket, Key } = on.keyed(number);
  const folder = `${on.options.prefix}/`;
  const command = new on.s3.ListObjectsV2Command({ Bucket, Prefix: folder, StartAfter: Key, MaxKeys: most });
  try {
    const { Contents = [] } = await on.client.send(command, on.within());
    return Contents.map((object) => Number(object.Key?.slice(folder.length)));
  } catch (error) {
    throw new LedgerUnread(on.name, error);
  }
};

const clientSettingsOf = ({ endpoint, region }: S3Options, timeoutMs: number) => ({
  maxAttempts: triesOfClient,
  // Else its own environment could name a server without TLS, past our setting (T5).
  ignoreConfiguredEndpointUrls: true,
  requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  ...(region === undefined ? {} : { region }),
  // Servers of one's own have no name for each bucket.
  ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true, region: region ?? 'us-east-1' }),
});

const statusOf = (error: unknown): unknown =>
  (error as Readonly<{ $metadata?: Readonly<{ httpStatusCode?: unknown }> }>).$metadata?.httpStatusCode;

const assertKeeps = async ({ s3, client, name, within, options: { bucket } }: Opened): Promise<void> => {
  const asked = { Bucket: bucket };
  const refused = (error: unknown): never => {
    throw refusalOf(name, error);
  };
  const { Status } = await client.send(new s3.GetBucketVersioningCommand(asked), within()).catch(refused);
  const locks = await client.send(new s3.GetObjectLockConfigurationCommand(asked), within()).catch((error: Error) => {
    if (error.name === 'ObjectLockConfigurationNotFoundError') return undefined;
    return refused(error);
  });
  if (Status !== 'Enabled' || locks?.ObjectLockConfiguration?.ObjectLockEnabled !== 'Enabled')
    throw new LedgerUnfit(
      `The bucket ${bucket} has no object lock, or keeps no versions: what is put there can be taken away. Make one that ` +
        `has, for example \`aws s3api create-bucket --bucket ${bucket} --object-lock-enabled-for-bucket\`.`,
    );
};

/** What a server of S3 refuses, it refuses again; anything else may pass. */
const refusalOf = (name: string, error: unknown): Error => {
  const status = statusOf(error);
  if (typeof status !== 'number' || status < 400 || status >= 500 || status === 408 || status === 429)
    return new LedgerUnread(name, error);
  const { name: said } = error as Error;
  return new LedgerUnfit(
    `The ledger ${name} is refused (${said}): is the bucket there, and may these credentials read and put objects, put ` +
      'their retention, list them, and read its versioning and object lock?',
    { cause: error },
  );
};
