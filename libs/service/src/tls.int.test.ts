import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { busContracts, keyringOf, NatsCalls, type NatsServer } from '@lethe/bus';
import { serviceNames } from '@lethe/contracts';
import { postgresPool } from '@lethe/event-store-postgres';
import { kindOf } from '@lethe/running';
import { eventually, quiet } from '@lethe/testing';
import { certificateAuthority, certificateOf, type CertificateFiles } from '@lethe/testing/certificates';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';
import { provisionBusIdentities, serverAccountsFile } from './bus-identities.ts';
import { natsOf } from './nats-of.ts';
import { provisionDatabases } from './provision-databases.ts';
import { provisionKeys, readKey, readPublicKeys } from './provision-keys.ts';
import { startService } from './start-service.ts';
import { natsWithTls, postgresWithTls } from './testing/servers-with-tls.ts';
import { Note, notebook } from './testing/notebook.ts';

const folder = mkdtempSync(join(tmpdir(), 'lethe-certificates-'));
const data = join(folder, 'data');
type Kind = 'good' | 'expired' | 'foreign' | 'of another host';
let certificates: Readonly<Record<Kind, CertificateFiles>>;
let ca: string;
let nats: Awaited<ReturnType<typeof natsWithTls>>;
let postgres: Awaited<ReturnType<typeof postgresWithTls>>;

beforeAll(async () => {
  const [authority, foreign] = await Promise.all([
    certificateAuthority(folder, 'authority'),
    certificateAuthority(folder, 'foreign'),
  ]);
  ca = authority.file;
  certificates = {
    good: await certificateOf(folder, authority, { for: 'localhost' }),
    expired: await certificateOf(folder, authority, { for: 'localhost', endsInDays: -1 }),
    foreign: await certificateOf(folder, foreign, { for: 'localhost' }),
    'of another host': await certificateOf(folder, authority, { for: 'elsewhere.example' }),
  };
  [nats, postgres] = await Promise.all([
    natsWithTls(serverAccountsFile(data), certificates.good),
    postgresWithTls(certificates.good),
  ]);
});
afterAll(async () => {
  await Promise.all([nats.stop(), postgres.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const bad = ['expired', 'foreign', 'of another host'] as const;
/** By tls://, and by an authority of our own. */
const withTls = (): string => nats.url.replace('nats://', 'tls://');
const reachNats = (more: Partial<NatsServer> = {}) =>
  connect({ ...natsOf('session', { LETHE_NATS_URL: withTls(), LETHE_NATS_CA_FILE: ca }), ...more });
const once = { reconnect: false, maxReconnectAttempts: 0 };
const failure = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => {
      throw new Error('It was let through.');
    },
    (error: unknown) => error as Error,
  );

describe('NATS over TLS (T5, B10)', () => {
  it('is reached where its certificate is right', async () => {
    const connection = await reachNats();
    expect(connection.info?.tls_required).toBe(true);
    await connection.close();
  });

  it.each(bad)('is refused with a certificate that is %s, as an outage', async (kind) => {
    await nats.startWith(certificates[kind]);
    expect(kindOf(await failure(reachNats(once)))).toBe('outage');
  });

  it('is refused where it does not speak TLS: nobody on the way talks us out of it', async () => {
    await nats.startWith(undefined);
    expect((await failure(reachNats(once))).message).toContain('tls');
  });
});

describe('NATS that wants a certificate of its clients (B10)', () => {
  const reachWith = ({ certificate, key }: CertificateFiles) =>
    reachNats({ ...once, tls: { caFile: ca, certFile: certificate, keyFile: key } });
  beforeAll(() => nats.startWith({ ...certificates.good, clientsOf: ca }));

  it('lets in who shows one of its authority', async () => {
    const connection = await reachWith(certificates.good);
    expect(connection.info?.tls_verify).toBe(true);
    await connection.close();
  });

  it.each(['expired', 'foreign'] as const)('lets nobody in with one that is %s', async (kind) => {
    expect(kindOf(await failure(reachWith(certificates[kind])))).toBe('outage');
  });

  it('lets nobody in without one', async () => {
    expect(kindOf(await failure(reachNats(once)))).toBe('outage');
  });
});

describe('PostgreSQL over TLS (T5, B10)', () => {
  const verified = (): string => `${postgres.url}?sslmode=verify-full&sslrootcert=${ca}`;
  const ask = async (url: string) => {
    const pool = postgresPool(url, 1);
    try {
      return (await pool.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()')).rows as unknown;
    } finally {
      await pool.end();
    }
  };

  it('is reached where its certificate is right', async () => {
    await postgres.startWith(certificates.good);
    expect(await ask(verified())).toEqual([{ ssl: true }]);
  });

  it.each(bad)('is refused with a certificate that is %s, as an outage', async (kind) => {
    await postgres.startWith(certificates[kind]);
    expect(kindOf(await failure(ask(verified())))).toBe('outage');
  });

  it('is refused where it does not speak TLS: nobody on the way talks us out of it', async () => {
    await postgres.startWith(undefined);
    expect((await failure(ask(verified()))).message).toContain('does not support SSL');
  });
});

describe('A service in production (T5, B10)', () => {
  const now = () => new Date().toISOString();
  const key = () => crypto.randomUUID();
  const accountId = crypto.randomUUID();
  let service: Awaited<ReturnType<typeof startService>>;
  let gateway: NatsCalls;
  const refusals: Error[] = [];
  beforeAll(async () => {
    await Promise.all([nats.startWith(certificates.good), postgres.startWith(certificates.good)]);
    const environment = {
      LETHE_POSTGRES_URL: `${postgres.url}?sslmode=verify-full&sslrootcert=${ca}`,
      LETHE_NATS_URL: withTls(),
      LETHE_NATS_CA_FILE: ca,
      LETHE_DATA: data,
      LETHE_MODE: 'production',
      LETHE_LOG_LEVEL: 'silent',
    };
    await provisionKeys(data, serviceNames);
    await provisionDatabases(environment.LETHE_POSTGRES_URL, data, ['identity']);
    refusals.push(await failure(startService(notebook, environment)));
    const ours = busContracts();
    provisionBusIdentities(data, { ...ours, calls: [...ours.calls, Note] });
    refusals.push(await failure(startService(notebook, environment)));
    await nats.startWith(certificates.good);
    service = await startService(notebook, environment);
    const own = readKey(data, 'gateway');
    const keyring = await keyringOf({ name: 'gateway', own, known: readPublicKeys(data), clock: now });
    gateway = new NatsCalls({ nats: natsOf('gateway', environment), keyring, clock: now, log: quiet });
    await gateway.connect();
  });
  afterAll(async () => {
    await gateway.close();
    await service.stop();
  });

  it('does not start without a key of its own, nor on a bus that lets in whoever comes (EVT-5)', () => {
    expect(refusals.map(({ message }) => message)).toEqual([
      expect.stringContaining('identity has no key for NATS, keys/identity/bus.nkey'),
      expect.stringContaining('lets in whoever comes'),
    ]);
  });

  it('runs whole over TLS: no connection of it to PostgreSQL is in plain', async () => {
    expect(await gateway.ask(Note, { accountId, text: 'a note' }, { key: key() })).toEqual({ noted: 1 });
    const admin = new pg.Client(postgres.url);
    await admin.connect();
    const { rows } = await admin.query<{ ssl: boolean }>(
      `select ssl from pg_stat_ssl join pg_stat_activity using (pid) where datname like 'lethe\\_identity%'`,
    );
    await admin.end();
    expect(new Set(rows.map(({ ssl }) => ssl))).toEqual(new Set([true]));
  });

  it('goes on by itself once certificates that ran out are renewed, and answers unavailable meanwhile', async () => {
    await Promise.all([nats.startWith(certificates.expired), postgres.startWith(certificates.expired)]);
    await expect(gateway.ask(Note, { accountId, text: 'a note' }, { key: key() })).rejects.toMatchObject({
      fault: 'unavailable',
    });
    await Promise.all([nats.startWith(certificates.good), postgres.startWith(certificates.good)]);
    const answer = () => gateway.ask(Note, { accountId, text: 'a note' }, { key: key() });
    await eventually(async () => expect(await answer()).toEqual({ noted: expect.any(Number) as unknown }), {
      withinMs: 30_000,
    });
  });

  it('does not start over a line in plain that is not named', async () => {
    const inPlain = { LETHE_POSTGRES_URL: postgres.url, LETHE_NATS_URL: 'nats://localhost:4222', LETHE_DATA: data };
    const text = (await failure(startService(notebook, { ...inPlain, LETHE_MODE: 'production' }))).message;
    expect(text).toContain('LETHE_POSTGRES_URL: goes without TLS');
    expect(text).toContain('LETHE_NATS_URL: goes without TLS');
  });
});
