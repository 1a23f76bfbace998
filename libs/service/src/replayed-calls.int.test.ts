import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyringOf, NatsCalls } from '@lethe/bus';
import { serviceNames } from '@lethe/contracts';
import { quiet } from '@lethe/testing';
import { headers, type Msg, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';
import pg from 'pg';
import { databaseUrls } from './databases.ts';
import { provisionDatabases } from './provision-databases.ts';
import { provisionKeys, readKey, readPublicKeys } from './provision-keys.ts';
import { startService, type RunningService } from './start-service.ts';
import { Note, notebook } from './testing/notebook.ts';
import { ownServers } from './testing/own-servers.ts';

const accountId = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const other = 'c4a1b6a0-5d8e-4f3b-8a4e-1f2e3d4c5b6a';
const now = () => new Date().toISOString();

let servers: Awaited<ReturnType<typeof ownServers>>;
let environment: Record<string, string>;
let gateway: NatsCalls;
/** Reads all that passes, and knows the code. */
let stranger: NatsConnection;
let database: pg.Client;
const running: RunningService[] = [];
const start = async (): Promise<void> => void running.push(await startService(notebook, environment));
const stopOne = async (): Promise<void> => running.shift()?.stop();

/** A note that was taken, as it passed on the wire. */
let caught: Msg;
beforeAll(async () => {
  servers = await ownServers();
  const { data, postgresUrl, natsUrl } = servers;
  await provisionKeys(data, serviceNames);
  await provisionDatabases(postgresUrl, data, ['identity']);
  environment = {
    LETHE_POSTGRES_URL: postgresUrl,
    LETHE_NATS_URL: natsUrl,
    LETHE_DATA: data,
    LETHE_MODE: 'test',
    LETHE_LOG_LEVEL: 'silent',
  };
  const own = readKey(data, 'gateway');
  const keyring = await keyringOf({ name: 'gateway', own, known: readPublicKeys(data), clock: now });
  gateway = new NatsCalls({ nats: servers.at('gateway'), keyring, clock: now, log: quiet });
  await gateway.connect();
  stranger = await servers.tap({ inboxPrefix: '_INBOX_gateway' });
  database = new pg.Client(databaseUrls(postgresUrl, data, 'identity').log);
  await database.connect();
  await start();
  caught = await overheard(() => gateway.ask(Note, { accountId, text: 'a word' }, { key: 'the one' }));
});
afterAll(async () => {
  await database.end();
  await Promise.all([stranger.close(), gateway.close(), ...running.map((service) => service.stop())]);
  await servers.stop();
});

const overheard = async (doing: () => Promise<unknown>): Promise<Msg> => {
  const heard: Msg[] = [];
  const listening = stranger.subscribe(Note.subject, { callback: (_error, message) => void heard.push(message) });
  await stranger.flush();
  await doing();
  await stranger.flush();
  listening.unsubscribe();
  const [message] = heard;
  if (message === undefined) throw new Error('Nothing was overheard.');
  return message;
};
const recorded = async () => (await database.query('select stream, revision, type from events order by position')).rows;
type Sent = Readonly<{ to?: string; data?: Uint8Array; with?: (carried: MsgHdrs) => void }>;
const copyOf = (from: MsgHdrs | undefined): MsgHdrs => {
  const copy = headers();
  for (const [name, values] of from ?? []) for (const value of values) copy.append(name, value);
  return copy;
};
/** What was caught, sent once more, changed or not: the answer, or none. */
const sendAgain = async ({ to = Note.subject, data = caught.data, with: change = () => undefined }: Sent = {}) => {
  const carried = copyOf(caught.headers);
  change(carried);
  const answer = await stranger.request(to, data, { headers: carried, timeout: 3_000 }).catch(() => undefined);
  return answer?.json<Readonly<{ response?: Readonly<Record<string, unknown>> }>>().response;
};
const nothingChanges = async (doing: () => Promise<void>): Promise<void> => {
  const before = await recorded();
  await doing();
  expect(await recorded()).toEqual(before);
};

describe('A bound call that was caught (EVT-5, T3)', () => {
  it('is what is tried: it was recorded once', async () => {
    expect(await recorded()).toHaveLength(1);
  });

  it('is the same command when it is sent again as it was: here, after a restart, on the other replica', async () => {
    await nothingChanges(async () => {
      expect(await sendAgain()).toMatchObject({ answer: { noted: 1 } });
      await stopOne();
      await start();
      expect(await sendAgain()).toMatchObject({ answer: { noted: 1 } });
      await start();
      await stopOne();
      expect(await sendAgain()).toMatchObject({ answer: { noted: 1 } });
    });
  });

  it('does nothing under another key, with another nonce, another body, or for another account', async () => {
    const packet = caught.json<{ data: object }>();
    const body = (over: object) => Buffer.from(JSON.stringify({ ...packet, data: { ...packet.data, ...over } }));
    await nothingChanges(async () => {
      for (const sent of [
        { with: (carried: MsgHdrs) => carried.set('lethe-key', 'another') },
        { with: (carried: MsgHdrs) => carried.set('lethe-nonce', 'another') },
        { data: body({ text: 'another' }) },
        { data: body({ accountId: other }) },
      ])
        expect(await sendAgain(sent)).toEqual({ fault: 'unauthenticated' });
    });
  });

  it('does nothing when it is altered by one bit, wherever, and the service goes on', async () => {
    const places = [...caught.data.keys()];
    await nothingChanges(async () => {
      await Promise.all(
        places.map((place) => {
          const data = Uint8Array.from(caught.data);
          data[place] = (data[place] ?? 0) ^ (1 << (place & 7));
          stranger.publish(Note.subject, data, { headers: copyOf(caught.headers), reply: 'nobody.waits' });
        }),
      );
      const proof = caught.headers?.get('lethe-proof') ?? '';
      for (let place = 0; place < proof.length; place += 7) {
        const altered = `${proof.slice(0, place)}${proof[place] === 'A' ? 'B' : 'A'}${proof.slice(place + 1)}`;
        expect(await sendAgain({ with: (carried) => carried.set('lethe-proof', altered) })).toEqual({
          fault: 'unauthenticated',
        });
      }
    });
    expect(await gateway.ask(Note, { accountId, text: 'another word' })).toEqual({ noted: 2 });
  });
});
