import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CertificateFiles } from '@lethe/testing/certificates';

type Server = Readonly<{ url: string; stop: () => Promise<unknown>; discard?: () => void }>;
type Tls = CertificateFiles & Readonly<{ clientsOf?: string }>;
type Starting = Readonly<{
  startPostgres: (at: Readonly<{ directory: string; durable: boolean; tls?: Tls }>) => Promise<Server>;
  startNats: (
    at: Readonly<{ binary: string | undefined; directory: string; port: number; tls?: Tls; accounts?: string }>,
  ) => Promise<Server>;
}>;
type ServerWithTls = Readonly<{
  /** By the name that the certificates of tests are for. */
  url: string;
  /** Stops it, and starts it on the same port with this certificate. */
  startWith: (tls: Tls | undefined) => Promise<void>;
  stop: () => Promise<void>;
}>;

const scriptOf = async (name: string): Promise<Starting> =>
  (await import(new URL(`../../../../scripts/${name}.mjs`, import.meta.url).href)) as Starting;

const inOwnFolder = async (start: (directory: string, tls: Tls | undefined) => Promise<Server>, first?: Tls) => {
  const directory = mkdtempSync(join(tmpdir(), 'lethe-tls-'));
  let server = await start(directory, first);
  const url = new URL(server.url);
  url.hostname = 'localhost';
  return {
    url: url.href,
    startWith: async (tls: Tls | undefined): Promise<void> => {
      await server.stop();
      server = await start(directory, tls);
    },
    stop: async (): Promise<void> => {
      await server.stop();
      server.discard?.();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

/** A PostgreSQL that speaks TLS, or, without a certificate, does not. */
export const postgresWithTls = async (tls?: Tls): Promise<ServerWithTls> => {
  const { startPostgres } = await scriptOf('postgres');
  return inOwnFolder(
    (directory, files) => startPostgres({ directory, durable: false, ...(files === undefined ? {} : { tls: files }) }),
    tls,
  );
};

/** A nats-server that speaks TLS, or, without a certificate, does not, and lets in those of the file, as soon as it is there. */
export const natsWithTls = async (accounts: string, tls?: Tls): Promise<ServerWithTls> => {
  const { startNats } = await scriptOf('nats');
  let port = -1;
  return inOwnFolder(async (directory, files) => {
    const closed = existsSync(accounts) ? { accounts } : {};
    const at = { binary: process.env['LETHE_NATS_SERVER'], directory, port, ...closed };
    const server = await startNats({ ...at, ...(files === undefined ? {} : { tls: files }) });
    port = Number(new URL(server.url).port);
    return server;
  }, tls);
};
