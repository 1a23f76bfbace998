import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../trouble.mjs';

/** The superuser's password, made once. */
export const passwordIn = (directory) => {
  const file = join(directory, 'password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
};

/** Makes the data folder on the first start; under another name until it is whole, since a start may be killed. */
export const makeCluster = ({ data, account, password, durable }) => {
  if (existsSync(data)) return;
  const draft = `${data}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  account.own(draft);
  const passwordFile = join(draft, '..', 'password.draft');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  account.own(passwordFile);
  const settings = ['-D', draft, '-U', 'lethe', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8'];
  const [program, args, options] = account.command(account.binaries.initdb, [
    ...settings,
    '--locale=C',
    ...(durable ? [] : ['--no-sync']),
  ]);
  const { status, stderr, error } = spawnSync(program, args, {
    ...options,
    cwd: draft,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  rmSync(passwordFile);
  if (status !== 0) throw new Trouble('PostgreSQL could not make its data folder.', stderr || String(error));
  renameSync(draft, data);
};
