import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An address nobody outside can have; its mails stand in the mailbox of development. */
const address = 'admin@localhost';
const oneHourMs = 3_600_000;

/** Does the system still wait for its first administrator? Where it does not say, nobody is invited. */
const isFirstRun = async (url) => {
  const answer = await fetch(`${url}/v1/service`).catch(() => undefined);
  return answer?.ok === true && (await answer.json()).firstRun === true;
};

const noted = (file) => {
  if (!existsSync(file)) return undefined;
  const { path, expiresAt } = JSON.parse(readFileSync(file, 'utf8'));
  return Date.parse(expiresAt) > Date.now() + oneHourMs ? path : undefined;
};

/** `lethe admin invite` says until when and where. */
const invite = (program, environment, file) => {
  const args = [program, 'admin', 'invite', address];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, ...environment } });
  const [, expiresAt, path] = /until (\S+):\s+\S*?(\/staff\/accept#\S+)/.exec(stdout ?? '') ?? [];
  if (path === undefined) return undefined;
  writeFileSync(file, JSON.stringify({ path, expiresAt }), { mode: 0o600 });
  return path;
};

/**
 * ADM-1: there is no default account. The link for the first administrator, the same as long as it is open.
 * @returns undefined where there is an administrator already
 */
export const firstAdministrator = async ({ url, program, environment, data }) => {
  if (!(await isFirstRun(url))) return undefined;
  const file = join(data, 'first-administrator.json');
  const path = noted(file) ?? invite(program, environment, file);
  return path === undefined ? undefined : `${url}${path}`;
};
