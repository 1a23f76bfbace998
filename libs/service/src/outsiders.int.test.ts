import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Answers, keyringOf, NatsCalls, serveCalls, type CallContext, type Caller, type Outsider } from '@lethe/bus';
import {
  AccountRegistered,
  AcknowledgeClearing,
  clearingSubject,
  eventSubject,
  ReadClearing,
  serviceNames,
} from '@lethe/contracts';
import { eventually, quiet } from '@lethe/testing';
import { jetstream } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Controller } from '@nestjs/common';
import { admitOutsider, dismissOutsider } from './admit-outsider.ts';
import { replaceBusKey, retireBusKeys } from './bus-identities.ts';
import { readParticipantKeys } from './outsiders.ts';
import { forgetKey, provisionKeys, readKey, readPublicKeys } from './provision-keys.ts';
import { startProvisioner } from './run-provisioner.ts';
import type { RunningService } from './start-service.ts';
import { closedBus } from './testing/closed-bus.ts';

const accountId = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const ofCancellation = { accountId, cancellationId: 'c4a1b6a0-5d8e-4f3b-8a4e-1f2e3d4c5b6a' };
let aheadMs = 0;
const now = () => new Date(Date.now() + aheadMs).toISOString();
const reporting: Outsider = { name: 'reporting', kind: 'subscriber', contexts: ['account'] };
const archive: Outsider = { name: 'archive', kind: 'participant', contexts: [] };

/** Who made a call that was let in. */
const callers: Caller[] = [];

@Controller()
class Cancellation {
  @Answers(ReadClearing)
  async read(_input: unknown, { caller }: CallContext) {
    callers.push(caller);
    return { asked: true };
  }

  @Answers(AcknowledgeClearing)
  async acknowledge(_input: unknown, { caller }: CallContext) {
    callers.push(caller);
    return {};
  }
}

let bus: Awaited<ReturnType<typeof closedBus>>;
let provisioner: RunningService;
let identity: NatsConnection;
let cancellation: NatsConnection;
let serving: Awaited<ReturnType<typeof serveCalls>>;
beforeAll(async () => {
  bus = await closedBus();
  await provisionKeys(bus.data, serviceNames);
  const environment = { LETHE_NATS_URL: bus.url, LETHE_DATA: bus.data, LETHE_MODE: 'test', LETHE_LOG_LEVEL: 'silent' };
  provisioner = await startProvisioner(environment);
  [identity, cancellation] = [await bus.connect('identity'), await bus.connect('cancellation')];
  serving = await served();
});
afterAll(async () => {
  await serving.close();
  await provisioner.stop();
  await bus.hangUp();
  await bus.stop();
});

/** @param own what it signs with, whosever that is. */
const served = async (own = readKey(bus.data, 'cancellation'), name = 'cancellation') => {
  const outsiders = () => readParticipantKeys(bus.data);
  const keyring = await keyringOf({ name, own, known: readPublicKeys(bus.data), outsiders, clock: now });
  const at = { nats: bus.at('cancellation'), controllers: [Cancellation], keyring };
  return serveCalls({ service: 'cancellation', ...at, clock: now, log: quiet });
};

/** Waits until the server has read whom it lets in. */
const arrived = (name: string): Promise<NatsConnection> => eventually(() => bus.connect(name));

const nextFrom = async (nats: NatsConnection, stream: string, durable: string): Promise<string | undefined> => {
  const pull = await eventually(() => jetstream(nats).consumers.get(stream, durable));
  const message = await pull.next({ expires: 5_000 });
  message?.ack();
  return message?.subject;
};

describe('A subscriber of another team (EVT-5)', () => {
  it('is let in while everything runs, and reads from the start of the stream', async () => {
    const subject = eventSubject(AccountRegistered, accountId);
    await jetstream(identity).publish(subject, '{}');
    await admitOutsider(bus.data, reporting);
    const nats = await arrived('reporting');
    expect(await nextFrom(nats, 'LETHE_IDENTITY', 'reporting-account-p0')).toBe(subject);
  });

  it('is shut out while everything runs: its connection ends, it does not come back, and others do not notice', async () => {
    const nats = await arrived('reporting');
    const statuses: string[] = [];
    void (async () => {
      for await (const { type } of nats.status()) statuses.push(type);
    })();
    dismissOutsider(bus.data, 'reporting');
    await eventually(() => expect(statuses).toContain('disconnect'));
    await pause(2_000);
    expect(statuses).not.toContain('reconnect');
    await expect(connect(bus.at('reporting'))).rejects.toThrow('Authorization Violation');
    await jetstream(identity).publish(eventSubject(AccountRegistered, accountId), '{}');
  });

  it('that is let in again has another key, and goes on where it was', async () => {
    await admitOutsider(bus.data, reporting);
    const nats = await arrived('reporting');
    const subject = eventSubject(AccountRegistered, accountId);
    expect(await nextFrom(nats, 'LETHE_IDENTITY', 'reporting-account-p0')).toBe(subject);
    expect(await nextFrom(nats, 'LETHE_IDENTITY', 'reporting-account-p0')).toBeUndefined();
  });
});

/** The program of docs/subscribing.md, run as another team would. */
const documented = (): string => {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/subscribing.md'), 'utf8');
  return /```js\n([^]*?)```/.exec(text)?.[1] ?? '';
};

describe('What another team is told to write (EVT-5)', () => {
  let program: ChildProcess | undefined;
  afterEach(() => void program?.kill('SIGKILL'));

  it('reads the events it is let in for, with the key it was given, and empty messages do not hold it up', async () => {
    await admitOutsider(bus.data, reporting);
    const durable = ['LETHE_IDENTITY', 'reporting-account-p0'] as const;
    await eventually(async () => jetstream(await arrived('reporting')).consumers.get(...durable));
    program = spawn(process.execPath, ['--input-type=module', '--eval', documented()], {
      cwd: join(import.meta.dirname, '../../..'),
      env: { NATS_URL: bus.url, NATS_KEY_FILE: join(bus.data, 'keys/reporting/bus.nkey') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    program.stdout?.on('data', (text: Buffer) => (said += text.toString()));
    const subject = eventSubject(AccountRegistered, accountId);
    for (let number = 0; number < 20; number += 1) await jetstream(identity).publish(subject);
    const body = { type: AccountRegistered.type, subject: accountId, id: 'one', data: {} };
    await jetstream(identity).publish(subject, JSON.stringify(body));
    await eventually(() => expect(said).toContain(`${AccountRegistered.type} ${accountId} one`));
  });
});

describe('A participant of another team (EVT-5)', () => {
  const callsAs = async (name: string, own = readKey(bus.data, name), over = name): Promise<NatsCalls> => {
    const keyring = await keyringOf({ name, own, known: readPublicKeys(bus.data), clock: now });
    const calls = new NatsCalls({ nats: bus.at(over), keyring, clock: now, log: quiet });
    await calls.connect();
    return calls;
  };
  const evidence = { categories: { files: 3 }, clearedAt: now(), keyDestroyedAt: now() };

  it('hears what it is to clear, and not what others are', async () => {
    await admitOutsider(bus.data, archive);
    const nats = await arrived('archive');
    for (const name of ['mfa', 'archive', 'other'])
      await jetstream(cancellation).publish(clearingSubject(name, accountId, 'requested'), '{}');
    const stream = 'LETHE_CANCELLATION';
    expect(await nextFrom(nats, stream, 'archive-clear-account-p0')).toBe(
      clearingSubject('archive', accountId, 'requested'),
    );
    expect(await nextFrom(nats, stream, 'archive-clear-account-p0')).toBeUndefined();
  });

  it('proves its calls to a cancellation that ran before it was known, and believes the answers', async () => {
    const calls = await callsAs('archive');
    const instants = { finalAt: now(), releasedAt: now() };
    expect(await calls.ask(ReadClearing, { ...ofCancellation, ...instants })).toEqual({ asked: true });
    expect(await calls.ask(AcknowledgeClearing, { ...ofCancellation, evidence })).toEqual({});
    const caller = { kind: 'participant', name: 'archive' };
    expect(callers.splice(0)).toEqual([caller, caller]);
    await calls.close();
  });

  it('that has JetStream put a message where calls are heard has made no call', async () => {
    const nats = await arrived('archive');
    for (let number = 0; number < 3; number += 1) {
      await jetstream(cancellation).publish(clearingSubject('archive', accountId, 'requested'), '{"id":"x","data":{}}');
      nats.publish('$JS.API.CONSUMER.MSG.NEXT.LETHE_CANCELLATION.archive-clear-account-p0', '', {
        reply: AcknowledgeClearing.subject,
      });
    }
    await nats.flush();
    await pause(500);
    expect(callers).toEqual([]);
  });

  it('that is back after weeks reads what it was asked, and believes by the keys of now alone', async () => {
    const retired = readKey(bus.data, 'cancellation');
    await jetstream(cancellation).publish(clearingSubject('archive', accountId, 'requested'), '{"id":"x","data":{}}');
    aheadMs += 40 * 86_400_000;
    forgetKey(bus.data, 'cancellation');
    await provisionKeys(bus.data, serviceNames);
    replaceBusKey(bus.data, 'archive');
    retireBusKeys(bus.data, 'archive');
    const nats = await arrived('archive');
    const heard = await nextFrom(nats, 'LETHE_CANCELLATION', 'archive-clear-account-p0');
    expect(heard).toBe(clearingSubject('archive', accountId, 'requested'));
    const calls = await callsAs('archive');
    const asking = () => calls.ask(ReadClearing, { ...ofCancellation, finalAt: now(), releasedAt: now() });
    for (const [own, name] of [[retired], [readKey(bus.data, 'identity'), 'identity']] as const) {
      await serving.close();
      serving = await served(own, name);
      await expect(asking()).rejects.toMatchObject({ fault: 'unavailable' });
    }
    await serving.close();
    serving = await served();
    expect(await asking()).toEqual({ asked: true });
    expect(await calls.ask(AcknowledgeClearing, { ...ofCancellation, evidence })).toEqual({});
    callers.length = 0;
    await calls.close();
  });

  it('proves nothing any more once it is shut out, over whichever connection', async () => {
    const own = readKey(bus.data, 'archive');
    dismissOutsider(bus.data, 'archive');
    await eventually(() => expect(connect(bus.at('archive'))).rejects.toThrow('Authorization Violation'));
    const calls = await callsAs('archive', own, 'mfa');
    const asked = calls.ask(AcknowledgeClearing, { ...ofCancellation, evidence });
    await expect(asked).rejects.toMatchObject({ fault: 'unauthenticated' });
    expect(callers).toEqual([]);
    await calls.close();
  });
});
