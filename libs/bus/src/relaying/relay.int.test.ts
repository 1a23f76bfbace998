import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { EventUnreadable } from '@lethe/journal';
import { allSetAside, setAsideBy } from '@lethe/running';
import { eventually } from '@lethe/testing';
import { jetstream } from '@nats-io/jetstream';
import type { Published } from './publication.ts';
import { append, published, Renamed } from '../testing/event-log.ts';
import { untilKilled } from '../testing/killed.ts';
import {
  database,
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

describe('The relay (EVT-1, EVT-2)', () => {
  it('publishes what the log says as CloudEvents, in order, and says where they stand in the log', async () => {
    startRelay();
    const account = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
    const first = await append(store, 'RenamedTwice', account);
    await append(store, 'Private', account);
    const second = await append(store, 'Renamed', account);
    await expectNumbers(first, first, second);
    const messages = await inStream();
    expect(messages.map(({ subject }) => subject)).toEqual(Array(3).fill(`lethe.evt.account.v1.p0.${account}.renamed`));
    expect(messages.map(({ header }) => [header.get('Lethe-Position'), header.get('Lethe-Index')])).toEqual([
      ['1', '0'],
      ['1', '1'],
      ['3', '0'],
    ]);
    expect(messages[0]?.header.get('Lethe-Epoch')).toBe(await store.epoch());
    const [one, two] = messages.map((message) => message.json<Record<string, unknown>>());
    expect(one).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      source: 'lethe/identity',
      type: Renamed.type,
      subject: account,
      time: '2026-11-24T08:00:00.000Z',
      datacontenttype: 'application/json',
      data: { accountId: account, number: first },
    });
    expect(two?.['id']).not.toBe(one?.['id']);
  });

  it('goes on behind the last message of the stream after a restart', async () => {
    startRelay();
    const first = await append(store, 'RenamedTwice');
    await expectNumbers(first, first);
    await relay.stop();
    await pool.query('delete from relay_checkpoint');
    const second = await append(store, 'Renamed');
    startRelay();
    await expectNumbers(first, first, second);
  });

  it('completes an event of which only the first part was published', async () => {
    startRelay();
    const first = await append(store, 'RenamedTwice');
    await expectNumbers(first, first);
    await relay.stop();
    await manager.streams.deleteMessage(stream, 2);
    startRelay();
    await expectNumbers(first, first);
  });

  it('publishes many events at once in the order of the log', async () => {
    const all = [];
    for (let n = 0; n < 300; n += 1) all.push(await append(store, 'Renamed'));
    startRelay();
    await expectNumbers(...all);
  });
});

describe('The relay and a stream that lost what it had (B11)', () => {
  it('publishes from the start again once the stream was lost, also while nothing happens', async () => {
    startRelay();
    const first = await append(store, 'Renamed');
    const second = await append(store, 'Renamed');
    await expectNumbers(first, second);
    await manager.streams.delete(stream);
    await provision();
    await expectNumbers(first, second);
    const third = await append(store, 'Renamed');
    await expectNumbers(first, second, third);
  });

  it('goes on, and publishes nothing again, once the stream was purged of what it had', async () => {
    startRelay();
    await expectNumbers(await append(store, 'Renamed'));
    await eventually(async () => expect((await pool.query('select from relay_checkpoint')).rowCount).toBe(1));
    await manager.streams.purge(stream);
    await relay.stop();
    startRelay();
    const second = await append(store, 'Renamed');
    await expectNumbers(second);
  });

  it('publishes its tail again once the stream lost it', async () => {
    startRelay();
    const [first, second] = [await append(store, 'Renamed'), await append(store, 'Renamed')];
    await expectNumbers(first, second);
    await relay.stop();
    const [kept] = await inStream();
    await manager.streams.delete(stream);
    await provision();
    if (kept === undefined) throw new Error('Nothing was published.');
    await jetstream(nats).publish(kept.subject, kept.data, { headers: kept.header });
    startRelay();
    await expectNumbers(first, second);
  });

  it('reads again and goes on behind what an intruder wrote', async () => {
    startRelay();
    const first = await append(store, 'Renamed');
    await expectNumbers(first);
    await jetstream(nats).publish('lethe.evt.account.v1.p0.x.renamed', JSON.stringify({ data: { number: -1 } }));
    const second = await append(store, 'Renamed');
    await expectNumbers(first, -1, second);
  });
});

describe('The relay and a log that was restored', () => {
  it('stops with the remedy where the stream knows events that the log has lost', async () => {
    startRelay();
    await expectNumbers(await append(store, 'Renamed'));
    await relay.stop();
    await pool.query('alter table events disable trigger all; delete from events');
    startRelay();
    await eventually(() => expect(logged).toContainEqual(expect.stringContaining('the log was restored')));
  });

  it('goes on behind what both know once the log has its new epoch', async () => {
    startRelay();
    const account = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
    const [first, lost] = [await append(store, 'Renamed', account), await append(store, 'Renamed', account)];
    await expectNumbers(first, lost);
    await relay.stop();
    await pool.query(`alter table events disable trigger all; delete from events where position = 2;
      update log_epoch set epoch = gen_random_uuid()`);
    const second = await append(store, 'Renamed', account);
    startRelay();
    await expectNumbers(first, lost, second);
  });
});

describe('An event that cannot be read (L12)', () => {
  let unreadable: ReadonlySet<number>;
  const readable: Published = (event) => {
    if (unreadable.has(Number(event.data['number']))) throw new EventUnreadable(event.type, 1);
    return published(event);
  };
  const setAside = async () => (await allSetAside(pool)).map(({ worker, place, kind }) => [worker, place, kind]);
  const relayOfOther = async (fails: readonly number[]): Promise<void> => {
    await relay.stop();
    unreadable = new Set(fails);
    startRelay(readable);
  };
  /** Numbers of alice's and bob's events, one after the other, with what alice's second one is called. */
  const story = async () => {
    const [alice, bob] = [randomUUID(), randomUUID()];
    const first = await append(store, 'Renamed', alice);
    const bad = await append(store, 'RenamedTwice', alice);
    const others = [await append(store, 'Renamed', bob)];
    const later = await append(store, 'Renamed', alice);
    others.push(await append(store, 'Renamed', bob), await append(store, 'Renamed'));
    return { alice, first, bad, others, later };
  };
  const readAfterwards = async (entity: string) =>
    (await inStream())
      .filter(({ subject }) => subject.includes(entity))
      .map(({ header }) => Number(header.get('Lethe-Position')));

  it('holds up its entity and nobody else: it is a row before anything past it is published, and an alarm', async () => {
    unreadable = new Set();
    const { first, bad, others } = await storyUnread();
    await expectNumbers(first, ...others);
    expect(await setAside()).toEqual([
      ['relay/identity', '2', 'outage'],
      ['relay/identity', '4', 'behind'],
    ]);
    expect(logged.filter((line) => line.includes('An event is not published.'))).toHaveLength(1);
    expect(logged.join('')).not.toContain(`"number":${bad}`);
  });

  const storyUnread = async () => {
    const numbered = await story();
    unreadable = new Set([numbered.bad]);
    startRelay(readable);
    return numbered;
  };

  it('goes out once it can be read, before what came later for its entity, and nothing goes out twice', async () => {
    const { alice, first, bad, others, later } = await storyUnread();
    await expectNumbers(first, ...others);
    unreadable = new Set();
    await expectNumbers(first, ...others, bad, bad, later);
    expect(await readAfterwards(alice)).toEqual([1, 2, 2, 4]);
    await eventually(async () => expect(await setAside()).toEqual([]));
    const next = await append(store, 'Renamed', alice);
    await expectNumbers(first, ...others, bad, bad, later, next);
    await relay.stop();
    await pool.query('delete from relay_checkpoint');
    startRelay(readable);
    const last = await append(store, 'Renamed');
    await expectNumbers(first, ...others, bad, bad, later, next, last);
  });

  it('is not forgotten by the next one, which stands behind what went out late and publishes nothing again', async () => {
    const { first, bad, others, later } = await storyUnread();
    await expectNumbers(first, ...others);
    await relayOfOther([later]);
    await expectNumbers(first, ...others, bad, bad);
    await relay.stop();
    await pool.query('delete from relay_checkpoint');
    await relayOfOther([]);
    await expectNumbers(first, ...others, bad, bad, later);
  });

  it('keeps its place where the stream is lost meanwhile: all is published anew in the order of the log', async () => {
    const { alice, first, others, bad, later } = await storyUnread();
    await expectNumbers(first, ...others);
    await manager.streams.delete(stream);
    await provision();
    await expectNumbers(first, ...others);
    unreadable = new Set();
    await expectNumbers(first, ...others, bad, bad, later);
    expect(await readAfterwards(alice)).toEqual([1, 2, 2, 4]);
  });

  it('waits for a person where it is poison, or for the next program, and may be given up', async () => {
    const { first, bad, others, later } = await story();
    startRelay((event) => {
      if (event.data['number'] === bad) throw new TypeError('broken');
      return published(event);
    });
    await expectNumbers(first, ...others);
    await setAsideBy(pool, 'relay/identity').discard((await allSetAside(pool))[0]?.entity ?? '');
    await expectNumbers(first, ...others, later);
  });
});

describe('A relay that is killed (B1)', () => {
  it.each([
    ['before it publishes', 'relay.before-publish:3'],
    ['after it published, before it notes how far it came', 'relay.after-publish'],
  ])('%s leaves no gap and no duplicate', async (_when, failpoint) => {
    const all = [];
    for (let n = 0; n < 5; n += 1) all.push(await append(store, 'Renamed'));
    const environment = {
      LETHE_FAILPOINT: failpoint,
      ...server.environmentOf('identity'),
      TEST_DATABASE: database.url,
    };
    expect(await untilKilled('relay-process.ts', environment)).toBe('SIGKILL');
    startRelay();
    await expectNumbers(...all);
  });
});
