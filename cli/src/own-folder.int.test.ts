import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startService } from '@lethe/service';
import { ownServers } from '../../libs/service/src/testing/own-servers.ts';
import { provision } from './provision.ts';
import { loaded, serviceNames, type ServiceName } from './services.ts';

jest.setTimeout(120_000);

const holding = (files: readonly string[]) => {
  const all = files.map((file) => readFileSync(file));
  return (secret: string | Buffer): boolean => all.some((bytes) => bytes.includes(secret));
};

/** What a machine or a pod is given that runs one service: its own folder, and what is public. */
const publicFiles = ['services.jwks.json', 'past.jwks.json'];

describe('A data folder that holds one service alone', () => {
  let servers: Awaited<ReturnType<typeof ownServers>>;
  let environment: Record<string, string>;
  beforeAll(async () => {
    servers = await ownServers();
    environment = {
      LETHE_POSTGRES_URL: servers.postgresUrl,
      LETHE_NATS_URL: servers.natsUrl,
      LETHE_DATA: servers.data,
      LETHE_MODE: 'test',
      LETHE_LOG_LEVEL: 'silent',
      LETHE_HTTP_PORT: '0',
    };
    Object.assign(process.env, environment);
    await provision();
  });
  afterAll(() => servers.stop());

  const keys = (...path: readonly string[]) => join(servers.data, 'keys', ...path);
  const alone = (service: ServiceName): string => {
    const data = join(servers.data, 'alone', service);
    mkdirSync(join(data, 'keys'), { recursive: true });
    cpSync(keys(service), join(data, 'keys', service), { recursive: true });
    for (const file of publicFiles) if (existsSync(keys(file))) cpSync(keys(file), join(data, 'keys', file));
    return data;
  };
  const filesIn = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  const secretsOf = (service: string) => filesIn(keys(service)).map((file) => readFileSync(file));

  it.each(serviceNames)("starts %s, and has nobody else's secrets in it", async (name) => {
    const data = alone(name);
    const holds = holding(filesIn(data));
    expect(secretsOf(name).filter((secret) => !holds(secret))).toEqual([]);
    const others = [...serviceNames, 'operator', 'provisioner'].filter((other) => other !== name);
    expect(others.flatMap(secretsOf).filter(holds)).toEqual([]);
    const [service] = await loaded([name]);
    if (service === undefined) throw new Error(`There is no ${name}.`);
    const running = await startService(service, { ...environment, LETHE_DATA: data });
    await running.stop();
    rmSync(data, { recursive: true });
  });

  it('keeps what is public beside the folders, and nothing else', () => {
    const entries = readdirSync(keys(), { withFileTypes: true });
    expect(entries.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['nats-accounts.conf', 'nats-identities.json', 'services.jwks.json']),
    );
    const holds = holding(entries.filter((entry) => entry.isFile()).map(({ name }) => keys(name)));
    const secrets = [...serviceNames, 'operator', 'provisioner'].flatMap(secretsOf);
    expect(secrets.length).toBeGreaterThan(30);
    expect(secrets.filter(holds)).toEqual([]);
    expect(holds('"d":')).toBe(false);
  });
});
