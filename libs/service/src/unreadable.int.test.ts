import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyringOf, NatsCalls } from '@lethe/bus';
import { serviceNames, streamOf } from '@lethe/contracts';
import { postgresEventStore, postgresPool } from '@lethe/event-store-postgres';
import { eventually, quiet } from '@lethe/testing';
import { jetstreamManager, type StreamAPI } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Pool } from 'pg';
import { planOf, provisionedOn } from '../../bus/src/testing/planned.ts';
import { databaseUrls } from './databases.ts';
import { provisionDatabases } from './provision-databases.ts';
import { provisionKeys, readKey, readPublicKeys } from './provision-keys.ts';
import { openSetAsideDesk, type SetAsideDesk } from './set-aside-desk.ts';
import { startService, type RunningService } from './start-service.ts';
import { laterNotebook, Note, notebook } from './testing/notebook.ts';
import { ownServers } from './testing/own-servers.ts';
import { unpublishedOf } from './unpublished.ts';

const now = () => new Date().toISOString();

let servers: Awaited<ReturnType<typeof ownServers>>;
let environment: Record<string, string>;
let gateway: NatsCalls;
let nats: NatsConnection;
let streams: StreamAPI;
let pool: Pool;
let desk: SetAsideDesk;
let running: RunningService;
beforeAll(async () => {
  servers = await ownServers();
  const { data, postgresUrl, natsUrl } = servers;
  await provisionKeys(data, serviceNames);
  await provisionDatabases(postgresUrl, data, ['identity']);
  await provisionedOn(servers.at('provisioner'), planOf(['identity']));
  environment = {
    LETHE_POSTGRES_URL: postgresUrl,
    LETHE_NATS_URL: natsUrl,
    LETHE_DATA: data,
    LETHE_MODE: 'test',
    LETHE_LOG_LEVEL: 'silent',
  };
  const own = { name: 'gateway', own: readKey(data, 'gateway'), known: readPublicKeys(data), clock: now };
  gateway = new NatsCalls({
    nats: servers.at('gateway'),
    keyring: await keyringOf(own),
    clock: now,
    log: quiet,
  });
  await gateway.connect();
  nats = await servers.store();
  ({ streams } = await jetstreamManager(nats));
  running = await startService(notebook, environment);
  pool = postgresPool(databaseUrls(postgresUrl, data, 'identity').log, 2);
  desk = openSetAsideDesk('identity', environment);
});
afterAll(async () => {
  await desk.close();
  await pool.end();
  await running.stop();
  await gateway.close();
  await nats.close();
  await servers.stop();
});

const note = (accountId: string) => gateway.ask(Note, { accountId, text: 'a word' });
/** What a replica of the next release writes while this one still runs. */
const noteByNext = async (accountId: string): Promise<void> => {
  const store = postgresEventStore(pool);
  const stream = `account-${accountId}`;
  const { seen } = await store.read(stream);
  const event = { type: 'Noted', version: 2, data: { accountId, text: null } };
  const envelope = {
    commandId: randomUUID(),
    commandType: 'x',
    digest: null,
    correlationId: 'x',
    actor: 'x',
    at: now(),
  };
  await store.append([{ stream, expected: seen, events: [event] }], envelope);
};
const published = async (accountId: string): Promise<number> => {
  const { state } = await streams.info(streamOf('identity'), {
    subjects_filter: `lethe.evt.account.v1.p0.${accountId}.*`,
  });
  return Object.values(state.subjects ?? {}).reduce((sum, each) => sum + each, 0);
};
const setAside = async () =>
  (await desk.list('relay/identity')).map(({ entity, kind, error }) => [entity, kind, error]);

describe('An event of a release that is newer, or was taken back (L12)', () => {
  const [ada, bob] = [randomUUID(), randomUUID()];

  it('is "come again" to who asks for its account, not an error; others are served, and their events go out', async () => {
    await note(ada);
    await noteByNext(ada);
    await expect(note(ada)).rejects.toMatchObject({ fault: 'unavailable' });
    await note(bob);
    await eventually(async () => expect(await published(bob)).toBe(1));
    expect(await published(ada)).toBe(1);
    expect(await setAside()).toEqual([[ada, 'outage', 'EventUnreadable']]);
    expect(await unpublishedOf(notebook, environment, nats)).toEqual([]);
  });

  it('goes out once the next release runs, and its account is served', async () => {
    await running.stop();
    running = await startService(laterNotebook, environment);
    await eventually(async () => expect(await published(ada)).toBe(2));
    // The row goes after the event went: it may be there for a moment longer.
    await eventually(async () => expect(await setAside()).toEqual([]));
    await note(ada);
    await eventually(async () => expect(await published(ada)).toBe(3));
    expect(await unpublishedOf(laterNotebook, environment, nats)).toEqual([]);
  });

  it('or any other that is missing in the stream is named, where the relay does not know', async () => {
    await running.stop();
    await streams.delete(streamOf('identity'));
    await streams.add({ name: streamOf('identity'), subjects: ['lethe.evt.account.v1.>'] });
    expect((await unpublishedOf(laterNotebook, environment, nats)).toSorted()).toEqual(
      [
        `lethe.evt.account.v1.p0.${ada}.noted: 3 of 3 missing`,
        `lethe.evt.account.v1.p0.${bob}.noted: 1 of 1 missing`,
      ].toSorted(),
    );
    await pool.query('update relay_checkpoint set position = position - 1');
    expect(await unpublishedOf(laterNotebook, environment, nats)).toEqual([
      'The log is published up to position 3 of 4.',
    ]);
  });
});
