import { describe, expect, it } from '@jest/globals';
import { eventually } from '@lethe/testing';
import { jetstream, type StoredMsg } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { append, published, secret } from '../testing/event-log.ts';
import { publishMalformed } from '../testing/malformed.ts';
import {
  expectNumbers,
  inStream,
  logged,
  manager,
  nats,
  pool,
  provision,
  relay,
  server,
  startRelay,
  store,
  stream,
} from '../testing/relaying.ts';
import { macsBy } from './message-mac.ts';
import { publicMessages } from './public-message.ts';
import { publishingTo } from './publish-in-windows.ts';

const subject = 'lethe.evt.account.v1.p0.x.renamed';
const forgedBody = JSON.stringify({ data: { number: -1 } });
const beyond = String(10n ** 15n);

const publish = (to: string, body: string | Uint8Array, pairs: Readonly<Record<string, string>>) => {
  const carried = headers();
  for (const [name, value] of Object.entries(pairs)) carried.set(name, value);
  return jetstream(nats).publish(to, body, { headers: carried });
};
const headersOf = ({ header }: StoredMsg): Record<string, string> =>
  Object.fromEntries(
    [...header].map(([name, [value = '']]) => [name, value]).filter(([name]) => name?.startsWith('Lethe-')),
  );
/** Again, with something changed. */
const again = (last: StoredMsg, changes: Readonly<Record<string, string>> = {}, body = last.data) =>
  publish(last.subject, body, { ...headersOf(last), ...changes });
const oneBitOff = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte, place) => (place === bytes.length - 4 ? byte ^ 1 : byte));
const unsigned = (last: StoredMsg): Record<string, string> => {
  const { 'Lethe-Mac': _mac, ...others } = headersOf(last);
  return others;
};

const forgeries: Readonly<Record<string, (last: StoredMsg) => Promise<unknown>>> = {
  'with nothing a message of ours has': () => publish(subject, forgedBody, {}),
  'with the right epoch and position 10^15, without a mac': (last) =>
    publish(subject, forgedBody, { ...unsigned(last), 'Lethe-Position': beyond }),
  'with the right epoch and position 10^15, with a mac copied from another': (last) =>
    publish(subject, forgedBody, { ...headersOf(last), 'Lethe-Position': beyond }),
  'that says the log is published up to 10^15': (last) => again(last, { 'Lethe-Reached': beyond }),
  'altered by one bit': (last) => again(last, {}, oneBitOff(last.data)),
  'altered in its index': (last) => again(last, { 'Lethe-Index': '1' }),
  'replayed as it was': (last) => again(last),
  'replayed without its mac': (last) => publish(last.subject, last.data, unsigned(last)),
  'with headers that are none': () => publishMalformed(server, subject, forgedBody),
};

const lastOne = async (): Promise<StoredMsg> => {
  const last = (await inStream()).at(-1);
  if (last === undefined) throw new Error('Nothing was published.');
  return last;
};
const told = (): readonly Record<string, unknown>[] =>
  logged
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ text }) => text === 'A stream holds messages that its service did not publish: they are passed over.');
const expectTold = (inAll: number) => eventually(() => expect(told().at(-1)).toMatchObject({ inAll }));
/** Sequence by sequence whose number is there; 0 for what was forged. */
const expectOwn = (...expected: readonly number[]) =>
  eventually(async () => {
    const messages = await inStream();
    const own = messages.map(({ seq, data }) => (forged.has(seq) ? 0 : (numberIn(data) ?? -1)));
    expect(own.filter((number) => number !== 0)).toEqual(expected);
  });
const numberIn = (data: Uint8Array): number | undefined =>
  (JSON.parse(new TextDecoder().decode(data)) as { data?: { number?: number } }).data?.number;
const forged = new Set<number>();
const forge = async (how: (last: StoredMsg) => Promise<unknown>): Promise<void> => {
  await how(await lastOne());
  forged.add((await lastOne()).seq);
};

describe('A last message that is forged (T4, EVT-5)', () => {
  describe.each(Object.entries(forgeries))('%s', (_what, how) => {
    it('is passed over, said and counted once, by the relay that runs and by the next one', async () => {
      forged.clear();
      startRelay();
      const first = await append(store, 'RenamedTwice');
      await expectOwn(first, first);
      await forge(how);
      await expectTold(1);
      const second = await append(store, 'RenamedTwice');
      await expectOwn(first, first, second, second);
      await relay.stop();
      await forge(how);
      const third = await append(store, 'Renamed');
      startRelay();
      await expectOwn(first, first, second, second, third);
      expect(told().map(({ messages }) => messages)).toEqual([1, 1]);
      expect(logged.join('')).not.toContain('the log was restored');
    });

    it('changes nothing where the relay has forgotten how far it was, or another replica goes on', async () => {
      forged.clear();
      const one = startRelay();
      const first = await append(store, 'Renamed');
      await expectOwn(first);
      const other = startRelay();
      await one.stop();
      await forge(how);
      await forge(how);
      const second = await append(store, 'Renamed');
      await expectOwn(first, second);
      await other.stop();
      await forge(how);
      await pool.query('delete from relay_checkpoint');
      const third = await append(store, 'Renamed');
      startRelay();
      await expectOwn(first, second, third);
    });
  });
});

describe('A relay among forged messages (T4)', () => {
  const anything = () =>
    publish(subject, forgedBody, { 'Lethe-Epoch': 'e', 'Lethe-Position': '7', 'Lethe-Index': '0' });
  const ownNumbers = async () => (await inStream()).map(({ data }) => numberIn(data)).filter((number) => number !== -1);

  const threeMessages = async () => {
    for (let n = 0; n < 3; n += 1) await append(store, 'Renamed');
    const epoch = await store.epoch();
    return (await store.readAll(0n, 3)).flatMap((event) => publicMessages('identity', epoch, published, event));
  };

  it('publishes every event once, in order, while somebody writes between them', async () => {
    startRelay();
    const all: number[] = [];
    for (let n = 0; n < 60; n += 1) {
      all.push(await append(store, 'Renamed'));
      if (n % 7 === 0) await anything();
    }
    await eventually(async () => expect(await ownNumbers()).toEqual(all));
  });

  it('completes an event of which only the first part was published', async () => {
    startRelay();
    const first = await append(store, 'RenamedTwice');
    await expectNumbers(first, first);
    await relay.stop();
    await manager.streams.deleteMessage(stream, 2);
    await anything();
    startRelay();
    await expectNumbers(first, -1, first);
  });

  it('gets nothing in of a window whose first place somebody took', async () => {
    const messages = await threeMessages();
    await provision();
    await anything();
    const publishes = publishingTo(jetstream(nats), stream, macsBy(secret));
    await expect(publishes(messages, 0)).rejects.toThrow('wrong last sequence');
    await expectNumbers(-1);
    expect(await publishes(messages, 1)).toBe(4);
  });

  it('does not take for published what somebody caught of a window that was refused, and put into its place', async () => {
    const messages = await threeMessages();
    const caught: Parameters<typeof publish>[] = [];
    const refused = {
      publish: async (to: string, body: string, { headers: carried }: { headers: Iterable<[string, string[]]> }) => {
        caught.push([to, body, Object.fromEntries([...carried].map(([name, [value = '']]) => [name, value]))]);
      },
    };
    await publishingTo(refused as never, stream, macsBy(secret))(messages, 0);
    await provision();
    await anything();
    for (const message of caught.slice(1)) await publish(...message);
    startRelay();
    const all = messages.map(({ body }) => numberIn(Buffer.from(body)));
    await expectNumbers(-1, ...all.slice(1), ...all);
  });

  it('still stops where the log was restored, whatever lies above what it knows', async () => {
    startRelay();
    await expectNumbers(await append(store, 'Renamed'));
    await relay.stop();
    await anything();
    await pool.query('alter table events disable trigger all; delete from events');
    startRelay();
    await eventually(() => expect(logged).toContainEqual(expect.stringContaining('the log was restored')));
  });
});

describe('A stream that the build before wrote, without macs (T4)', () => {
  /** Everything is at its sequence again, without its mac. */
  const asBefore = async (): Promise<void> => {
    const messages = await inStream();
    await manager.streams.delete(stream);
    await provision();
    for (const message of messages) await publish(message.subject, message.data, unsigned(message));
  };
  const published2 = async () => {
    startRelay();
    const numbers = [await append(store, 'Renamed'), await append(store, 'Renamed')];
    await expectNumbers(...numbers);
    await eventually(async () =>
      expect((await pool.query('select sequence from relay_checkpoint')).rows).toEqual([{ sequence: '2' }]),
    );
    await relay.stop();
    await asBefore();
    return numbers;
  };

  it('is gone on with, and nothing is published again: the relay has noted how far it was', async () => {
    const before = await published2();
    startRelay();
    const next = await append(store, 'Renamed');
    await expectNumbers(...before, next);
    expect(told()).toEqual([]);
  });

  it('is no reason to believe what was forged behind it', async () => {
    const before = await published2();
    await publish(subject, forgedBody, { ...unsigned(await lastOne()), 'Lethe-Position': beyond });
    startRelay();
    const next = await append(store, 'Renamed');
    await expectNumbers(...before, -1, next);
    expect(told()).toMatchObject([{ messages: 1, inAll: 1, first: 3, last: 3 }]);
  });

  it('is gone on with behind what both know, where the log was restored and has its new epoch', async () => {
    const [first, lost] = await published2();
    await pool.query(`alter table events disable trigger all; delete from events where position = 2;
      update log_epoch set epoch = gen_random_uuid()`);
    const next = await append(store, 'Renamed');
    startRelay();
    await expectNumbers(first, lost, next);
  });
});
