import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { busPlan, durablesOf, identityNames, provisionBus, smallStream } from '@lethe/bus';
import * as contracts from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, nkeyAuthenticator, nkeys, type NatsConnection } from '@nats-io/transport-node';
import { ownNats } from '../../bus/src/testing/own-nats.ts';
import { busSeedOf, replaceBusKey, retireBusKeys } from './bus-identities.ts';
import { closedBus, refusalsOf } from './testing/closed-bus.ts';

const { eventSubject, participants, publishedSubjects, serviceNames, streamOf } = contracts;
/** Teams that nobody of ours knows: one that reads, one that is asked to clear, too. */
const reporting = { name: 'reporting', kind: 'subscriber', contexts: ['account', 'cancellation'] } as const;
const archive = { name: 'archive', kind: 'participant', contexts: ['ticket'] } as const;
const outsiders = [reporting, archive];
const outside: readonly string[] = outsiders.map(({ name }) => name);
const everybody = [...identityNames, ...outside];
const plan = busPlan(smallStream, outsiders);
const { durables } = plan;
const streams = plan.streams.map(({ name }) => name);
const entity = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';

const isCall = (value: unknown): value is contracts.Call =>
  typeof value === 'object' && value !== null && 'subject' in value && 'callers' in value;
const calls = Object.values<unknown>({ ...contracts }).filter(isCall);
const answering = ({ subject }: contracts.Call): string => subject.split('.')[2] ?? '';
/** A person and the staff come through the gateway, a participant of another team as itself. */
const asking = ({ callers }: contracts.Call): readonly string[] =>
  callers.map((caller) => {
    if (caller === 'participant') return archive.name;
    return caller === 'operator' ? caller : (/^service:(.+)/.exec(caller)?.[1] ?? 'gateway');
  });

const events = Object.values<unknown>({ ...contracts }).flatMap((value) =>
  typeof value === 'object' && value !== null && 'meaning' in value ? [value as contracts.PublicEvent] : [],
);
const published = [
  ...events.map((event) => eventSubject(event, entity)),
  ...[...participants, ...outside].map((participant) => contracts.clearingSubject(participant, entity, 'requested')),
];
const publisherOf = (subject: string): string | undefined =>
  serviceNames.find((name) => publishedSubjects(name).some((each) => subject.startsWith(each.slice(0, -1))));

/** Everything that JetStream can be asked, of every stream and durable. */
const verbs = [
  'INFO',
  'STREAM.NAMES',
  'STREAM.LIST',
  'META.LEADER.STEPDOWN',
  'SERVER.REMOVE',
  'ACCOUNT.PURGE.LETHE',
  ...streams.flatMap((stream) => [
    ...['CREATE', 'UPDATE', 'DELETE', 'INFO', 'PURGE', 'SNAPSHOT', 'RESTORE', 'PEER.REMOVE', 'LEADER.STEPDOWN'].map(
      (verb) => `STREAM.${verb}.${stream}`,
    ),
    ...['GET', 'DELETE'].map((verb) => `STREAM.MSG.${verb}.${stream}`),
    `DIRECT.GET.${stream}`,
    `DIRECT.GET.${stream}.${published[0]}`,
    `CONSUMER.CREATE.${stream}`,
    ...['NAMES', 'LIST'].map((verb) => `CONSUMER.${verb}.${stream}`),
  ]),
  ...[...durables, { stream: streamOf('identity'), name: 'new' }].flatMap(({ stream, name }) => [
    ...['CREATE', 'DURABLE.CREATE', 'DELETE', 'INFO', 'MSG.NEXT', 'LEADER.STEPDOWN', 'PAUSE', 'UNPIN'].map(
      (verb) => `CONSUMER.${verb}.${stream}.${name}`,
    ),
    `CONSUMER.CREATE.${stream}.${name}.${published[0]}`,
  ]),
];
const acknowledgements = durables.map(({ stream, name }) => `$JS.ACK.${stream}.${name}.1.1.1.1.0`);
const inboxes = everybody.map((name) => `_INBOX_${name}.x`);
const nobodys = ['$SYS.REQ.SERVER.PING', '$SYS.REQ.ACCOUNT.LETHE.CONNZ', '$JS.FC.x', '$KV.x.y', '_INBOX.x', '_R_.x.y'];
const strange = ['lethe.evt.new.v1.p0.x.y', 'lethe.rpc.identity.new.call', 'lethe.clr.v2.x', 'else'];

/** The table: who may publish what. All that it does not name is nobody's. */
const mayPublish = (name: string, subject: string): boolean => {
  const asked = calls.filter((call) => call.subject === subject);
  if (asked.length > 0) return asked.some((call) => asking(call).includes(name));
  const inbox = /^_INBOX_(.+)\.x$/.exec(subject)?.[1];
  if (inbox !== undefined) return calls.some((call) => answering(call) === name && asking(call).includes(inbox));
  if (published.includes(subject)) return publisherOf(subject) === name;
  const [, verb = ''] = /^\$JS\.API\.(.+)/.exec(subject) ?? [];
  if (name === 'provisioner')
    return /^(STREAM\.(INFO|CREATE|UPDATE)|CONSUMER\.(INFO|CREATE|DURABLE\.CREATE))\./.test(verb);
  if (name === 'operator' && streams.includes(verb.replace('STREAM.INFO.', ''))) return true;
  const own = durables.filter(({ consumer }) => consumer === name);
  if (subject.startsWith('$JS.ACK.'))
    return own.some((each) => subject.startsWith(`$JS.ACK.${each.stream}.${each.name}.`));
  return [
    ...(publishedSubjects(name as contracts.ServiceName).length > 0
      ? [`STREAM.INFO.${streamOf(name)}`, `STREAM.MSG.GET.${streamOf(name)}`]
      : []),
    ...own.flatMap((each) => [
      `CONSUMER.INFO.${each.stream}.${each.name}`,
      `CONSUMER.MSG.NEXT.${each.stream}.${each.name}`,
      ...(outside.includes(name) ? [] : [`STREAM.MSG.GET.${each.stream}`]),
    ]),
  ].includes(verb);
};

const subjects = [
  ...new Set(calls.map(({ subject }) => subject)),
  ...published,
  ...verbs.map((verb) => `$JS.API.${verb}`),
  ...acknowledgements,
  ...inboxes,
  ...nobodys,
  ...strange,
];

let bus: Awaited<ReturnType<typeof closedBus>>;
let provisioner: NatsConnection;
let manager: JetStreamManager;
beforeAll(async () => {
  bus = await closedBus({ outsiders });
  provisioner = await connect(bus.at('provisioner'));
  manager = await jetstreamManager(provisioner, { checkAPI: false });
  await provisionBus(manager, plan);
});
afterEach(() => bus.hangUp());
afterAll(async () => {
  await provisioner.close();
  await bus.stop();
});

const stored = async (): Promise<Readonly<Record<string, number>>> => {
  const infos = await Promise.all(streams.map((stream) => manager.streams.info(stream)));
  return Object.fromEntries(infos.map(({ config, state }) => [config.name, state.messages]));
};
const durablesThere = async (): Promise<readonly string[]> => {
  const infos = await Promise.all(durables.map(({ stream, name }) => manager.consumers.info(stream, name)));
  return infos.map(({ name }) => name);
};

describe('Somebody on the bus (B9, EVT-5)', () => {
  it('publishes what the contracts name for it, and nothing else of anything there is: nothing arrives, nothing is stored', async () => {
    const arrived = new Map<string, string[]>();
    for (const name of everybody) {
      const connection = await bus.connect(name);
      const callback = (
        _error: Error | null,
        { subject, data }: Readonly<{ subject: string; data: Uint8Array }>,
      ): void => void arrived.set(subject, [...(arrived.get(subject) ?? []), new TextDecoder().decode(data)]);
      connection.subscribe(`_INBOX_${name}.x`, { callback });
      for (const { subject } of calls.filter((call) => answering(call) === name))
        connection.subscribe(subject, { queue: name, callback });
      await connection.flush();
    }
    for (const name of everybody) {
      const connection = await bus.connect(name);
      const { published: refused } = refusalsOf(connection);
      for (const subject of subjects) connection.publish(subject, subject.startsWith('$JS.') ? '' : name);
      const allowed = subjects.filter((subject) => mayPublish(name, subject));
      await eventually(async () => expect(await refused()).toHaveLength(subjects.length - allowed.length));
      const isAsked = (subject: string): string => subject.replace(/^lethe\.js\./, '$JS.API.');
      const refusedHere = new Set((await refused()).map(isAsked));
      expect([name, subjects.filter((subject) => !refusedHere.has(subject))]).toEqual([name, allowed]);
    }
    for (const subject of [...calls.map((call) => call.subject), ...inboxes]) {
      const senders = everybody.filter((name) => mayPublish(name, subject));
      expect([subject, (arrived.get(subject) ?? []).toSorted()]).toEqual([subject, senders.toSorted()]);
    }
    const own = published.map((subject) => streamOf(publisherOf(subject) ?? ''));
    expect(await stored()).toEqual(
      Object.fromEntries(streams.map((stream) => [stream, own.filter((each) => each === stream).length])),
    );
    expect(await durablesThere()).toEqual(durables.map(({ name }) => name));
  });

  it('hears its own inbox, and its own calls in its own queue, and nothing else', async () => {
    const wide = [
      '>',
      '*',
      '*.>',
      'lethe.>',
      'lethe.rpc.>',
      'lethe.evt.>',
      'lethe.clr.>',
      'lethe.js.>',
      '$JS.>',
      '$SYS.>',
      '_INBOX.>',
    ];
    const own = (name: string): readonly string[] => [`_INBOX_${name}.>`, `_INBOX_${name}.x`];
    for (const name of everybody) {
      const connection = await bus.connect(name);
      const { subscribed: refused } = refusalsOf(connection);
      const alone = [
        ...wide,
        ...subjects.filter((subject) => !subject.startsWith('$JS.API.')),
        ...everybody.flatMap((each) => [`_INBOX_${each}.>`, `lethe.rpc.${each}.>`, `lethe.rpc.${each}.*.*`]),
      ];
      const queued = [...new Set(calls.map(({ subject }) => subject))].flatMap((subject) =>
        [...serviceNames, 'x'].map((queue) => `${subject} ${queue}`),
      );
      const all = [...new Set([...alone, ...queued])];
      for (const each of all) {
        const [subject = '', queue] = each.split(' ');
        connection.subscribe(subject, { callback: () => undefined, ...(queue === undefined ? {} : { queue }) });
      }
      const allowed = all.filter(
        (each) =>
          own(name).includes(each) ||
          calls.some((call) => answering(call) === name && each === `${call.subject} ${name}`),
      );
      await eventually(async () => expect(await refused()).toHaveLength(all.length - allowed.length));
      const refusedHere = new Set(await refused());
      expect([name, all.filter((each) => !refusedHere.has(each))]).toEqual([name, allowed]);
    }
  });

  it('is somebody with a key that the server knows: nobody and anybody are not let in', async () => {
    await expect(connect({ servers: bus.url })).rejects.toThrow('Authorization Violation');
    const guessed = nkeyAuthenticator(nkeys.createUser().getSeed());
    await expect(connect({ ...bus.at('identity'), authenticator: guessed })).rejects.toThrow('Authorization Violation');
  });

  it('answers into the inbox of who may ask, and cannot be made to answer anywhere else', async () => {
    const subject = contracts.RequiresFactor.subject;
    const [mfa, session] = [await bus.connect('mfa'), await bus.connect('session')];
    const { published: refused } = refusalsOf(mfa);
    mfa.subscribe(subject, { queue: 'mfa', callback: (_error, message) => void message.respond('answered') });
    await mfa.flush();
    expect((await session.request(subject, 'asked')).string()).toBe('answered');
    const before = await stored();
    const elsewhere = [
      '$JS.API.STREAM.DELETE.LETHE_IDENTITY',
      'lethe.evt.account.v1.p0.x.locked',
      'lethe.rpc.identity.account.lock',
      '_INBOX_operator.x',
    ];
    for (const reply of elsewhere) session.publish(subject, 'asked', { reply });
    await session.flush();
    await eventually(async () => expect(await refused()).toHaveLength(elsewhere.length));
    expect(await stored()).toEqual(before);
  });
});

/** A durable of one service in the stream of another, and one of another team there. */
const pulled = contracts.durableOf(contracts.FirstWorkspace);
const [pulledOutside = pulled] = durablesOf(reporting);

/** JetStream's own answers go wherever the asking says, and an empty one is a request to delete: it has no content either. */
const askedToAnswer = (nats: NatsConnection, { stream, name }: contracts.Durable, replies: readonly string[]): void => {
  const empty = '{"batch":1,"no_wait":true}';
  for (const reply of replies) {
    nats.publish(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${name}`, empty, { reply });
    nats.publish(`$JS.API.CONSUMER.INFO.${stream}.${name}`, '', { reply });
    nats.publish(`$JS.API.STREAM.MSG.GET.${stream}`, '{"seq":1}', { reply });
    nats.publish(`$JS.ACK.${stream}.${name}.1.1.1.1.0`, '+ACK', { reply });
  }
};
const destroying = [
  `STREAM.DELETE.${streamOf('identity')}`,
  `STREAM.PURGE.${streamOf('identity')}`,
  `CONSUMER.DELETE.${streamOf('mfa')}.mfa-mail-factor-change-p0`,
];

describe('Whoever may ask JetStream for anything (EVT-5)', () => {
  it('could have it delete every stream by the reply subject, were it in the same account', async () => {
    const open = await ownNats();
    const nats = await connect({ servers: open.url });
    const openManager = await jetstreamManager(nats);
    await provisionBus(openManager, plan);
    askedToAnswer(
      nats,
      pulled,
      destroying.map((verb) => `$JS.API.${verb}`),
    );
    await eventually(async () => {
      const there = await openManager.streams.names().next();
      expect(there).not.toContain(streamOf('identity'));
    });
    await nats.close();
    await open.stop();
  });

  it.each([
    ['a service', pulled],
    ['another team', pulledOutside],
  ])('has it delete nothing, and puts none of its answers into a stream: %s', async (_who, durable) => {
    const before = await stored();
    const [reader, identity] = [await bus.connect(durable.consumer), await bus.connect('identity')];
    const pull = await jetstream(reader).consumers.get(durable.stream, durable.name);
    // One by one: a server takes an empty message, as are some here, for the end of what it answers to one pull.
    for (;;) {
      const message = await pull.next({ expires: 2_000 });
      if (message === null) break;
      await message.ackAck();
    }
    const replies = ['$JS.API', 'lethe.js'].flatMap((api) => destroying.map((verb) => `${api}.${verb}`));
    askedToAnswer(reader, durable, [...replies, ...published]);
    for (const reply of replies) identity.publish('lethe.evt.account.v1.p0.x.locked', '', { reply });
    await Promise.all([reader.flush(), identity.flush()]);
    await pause(500);
    const after = await stored();
    expect(after).toEqual({ ...before, [streamOf('identity')]: (before[streamOf('identity')] ?? 0) + replies.length });
    expect(await durablesThere()).toEqual(durables.map(({ name }) => name));
  });
});

const seedOf = (name: string): Uint8Array => busSeedOf(bus.data, name)?.() ?? new Uint8Array();

describe('A key of the bus (EVT-5)', () => {
  it.each([
    ['those of services', pulled],
    ['that of another team', pulledOutside],
  ])(
    'is replaced while messages flow: none is lost, nobody is started again, and the old key is good for nothing: %s',
    async (_whose, durable) => {
      const [identity, reader] = [await bus.connect('identity'), await bus.connect(durable.consumer)];
      const old = { seed: seedOf(durable.consumer), names: ['identity', durable.consumer] };
      const subject = eventSubject(contracts.AccountRegistered, entity);
      const heard = new Set<number>();
      let sent = 0;
      const stopping = new AbortController();
      const sending = (async () => {
        while (!stopping.signal.aborted) {
          const body = JSON.stringify({ readBy: durable.name, number: sent });
          const said = jetstream(identity).publish(subject, body, { timeout: 500 });
          if (
            await said.then(
              () => true,
              () => false,
            )
          )
            sent += 1;
          await pause(2);
        }
      })();
      const hearing = (async () => {
        while (!stopping.signal.aborted || heard.size < sent) {
          try {
            const pull = await jetstream(reader).consumers.get(durable.stream, durable.name);
            for await (const message of await pull.fetch({ max_messages: 20, expires: 1_000 })) {
              const [, number] = new RegExp(`"${durable.name}","number":(\\d+)`).exec(message.string()) ?? [];
              if (number !== undefined) heard.add(Number(number));
              message.ack();
            }
          } catch {
            await pause(50);
          }
        }
      })();
      const flows = async (): Promise<void> => {
        const before = sent;
        await eventually(() => expect(sent).toBeGreaterThan(before + 20));
      };
      await flows();
      for (const name of old.names) replaceBusKey(bus.data, name);
      await flows();
      for (const name of old.names) await eventually(async () => (await connect(bus.at(name))).close());
      for (const name of old.names) retireBusKeys(bus.data, name);
      await flows();
      await flows();
      stopping.abort();
      await Promise.all([sending, hearing]);
      expect(Array.from({ length: sent }, (_, number) => number).filter((number) => !heard.has(number))).toEqual([]);
      expect([identity.isClosed(), reader.isClosed()]).toEqual([false, false]);
      const withOld = { ...bus.at(durable.consumer), authenticator: nkeyAuthenticator(old.seed) };
      await expect(connect(withOld)).rejects.toThrow('Authorization Violation');
    },
  );
});
