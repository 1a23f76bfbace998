import pg from 'pg';
import { smallDisk, type SmallDisk } from '../../../libs/event-store-postgres/src/testing/small-disk.ts';

/** What lies on a disk of its own. */
export const diskNames = ['ledger', 'logs', 'nats', 'postgres'] as const;
export type DiskName = (typeof diskNames)[number];
export type SmallDisks = Readonly<Record<DiskName, SmallDisk>>;

/** JetStream takes three quarters of its disk at most, and its streams reserve 256 MiB each. Little of it is used. */
const megabytes = 8_192;

const diskOf = (ownerPid: number | undefined): SmallDisk => {
  const disk = smallDisk(ownerPid, megabytes);
  if (disk === undefined) throw new Error('Nothing may be mounted here: see `mayMount`.');
  return disk;
};

/**
 * Disks that can be filled. All databases that are made from now on lie on one of them; the server's own folder does not,
 * since it may run as somebody else.
 */
export const makeSmallDisks = async (
  postgres: Readonly<{ url: string; pid: number | undefined }>,
): Promise<SmallDisks> => {
  const disks = {
    ledger: diskOf(process.pid),
    logs: diskOf(process.pid),
    nats: diskOf(process.pid),
    postgres: diskOf(postgres.pid),
  };
  const client = new pg.Client(postgres.url);
  await client.connect();
  await client.query(`create tablespace small location '${disks.postgres.directory}'`);
  await client.query('alter database template1 set tablespace small');
  await client.end();
  return disks;
};
