import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';

/** Versity's gateway, a real server of S3 with object lock: `go install github.com/versity/versitygw/cmd/versitygw@latest`. */
const program = process.env['LETHE_S3_SERVER'] ?? 'versitygw';

export const hasS3Server = spawnSync(program, ['--version']).status === 0;

/** As Amazon's clients find them: in the environment. */
export const credentials = { AWS_ACCESS_KEY_ID: 'lethe', AWS_SECRET_ACCESS_KEY: 'lethe-secret' } as const;

/** A server of the test's own, over a folder that goes with it. */
export const s3Server = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-s3-'));
  for (const name of ['objects', 'versions']) mkdirSync(join(folder, name));
  const address = `127.0.0.1:${await freePort()}`;
  const keys = ['--access', credentials.AWS_ACCESS_KEY_ID, '--secret', credentials.AWS_SECRET_ACCESS_KEY];
  const where = ['--versioning-dir', join(folder, 'versions'), join(folder, 'objects')];
  const child = spawn(program, ['--port', address, '--quiet', ...keys, 'posix', ...where], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const endpoint = `http://${address}`;
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: {
      accessKeyId: credentials.AWS_ACCESS_KEY_ID,
      secretAccessKey: credentials.AWS_SECRET_ACCESS_KEY,
    },
  });
  await reachable(endpoint);
  return {
    endpoint,
    client,
    newBucket: async (locked = true): Promise<string> => {
      const bucket = randomUUID();
      await client.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: locked }));
      return bucket;
    },
    stop: async (): Promise<void> => {
      client.destroy();
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const reachable = async (endpoint: string): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      await fetch(endpoint);
      return;
    } catch {
      await pause(100);
    }
  }
  throw new Error(`${program} does not answer.`);
};
