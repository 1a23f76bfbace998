import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { StaleRevision } from '@lethe/event-store';
import { setAsideBy } from '@lethe/running';
import { eventually } from '@lethe/testing';
import { ViewBehind } from '@lethe/views';
import { jetstream } from '@nats-io/jetstream';
import { Unavailable } from '../calls/fault.ts';
import { publishMalformed } from '../testing/malformed.ts';
import {
  alice,
  ascending,
  bob,
  bySequence,
  cloudEvent,
  durable,
  expectHandled,
  failBy,
  handled,
  logged,
  manager,
  anyRelay,
  parked,
  pool,
  range,
  remembering,
  renamed,
  send,
  server,
  startConsumer,
} from '../testing/consuming.ts';

describe('An entity that cannot go on (L3)', () => {
  const outages = {
    'somebody else is always faster': () => new StaleRevision('factors-1', 1n, 2n),
    'a view does not come up': () => new ViewBehind('factors_v1', 7n, 3n),
    'nobody answers': () => new Unavailable('lethe.rpc.identity.account.rename'),
  };
  it.each(Object.entries(outages))(
    'since %s holds up nobody else, and goes on by itself, in its order, once it can',
    async (_why, thrown) => {
      let broken = true;
      failBy((_number, { entityId }) => {
        if (broken && entityId === alice) throw thrown();
      });
      await renamed(alice, 1);
      await renamed(alice, 2);
      for (let number = 3; number < 40; number += 1) await renamed(randomUUID(), number);
      await renamed(alice, 40);
      startConsumer();
      await eventually(() => expect(handled.toSorted((one, other) => one - other)).toEqual(range(3, 40)));
      await eventually(async () => expect(await parked()).toHaveLength(3));
      expect((await parked()).map(([entity, sequence]) => [entity, sequence])).toEqual([
        [alice, 1],
        [alice, 2],
        [alice, 40],
      ]);
      broken = false;
      await eventually(() => expect(handled.slice(37)).toEqual([1, 2, 40]));
      await renamed(alice, 41);
      await eventually(() => expect(handled.slice(37)).toEqual([1, 2, 40, 41]));
      await eventually(async () => expect(await parked()).toEqual([]));
    },
  );

  it('since its handler never comes back does not keep its durable either', async () => {
    const never = new Promise<void>(() => undefined);
    failBy((number) => (number === 1 ? never : undefined));
    await renamed(alice, 1);
    const others = range(2, 40);
    for (const number of others) await renamed(randomUUID(), number);
    startConsumer(remembering, { deadlineMs: 300 });
    await eventually(() => expect(handled.toSorted((one, other) => one - other)).toEqual(others));
    await eventually(async () => expect(await parked()).toEqual([[alice, 1, 'outage', 'TurnGivenUp']]));
  });
});

describe('A message that cannot be handled (B4)', () => {
  it('is set aside after five tries, and so is what comes after it for that entity, while others go on', async () => {
    failBy((number) => {
      if (number === 1) throw new TypeError(`cannot rename ${alice}`);
    });
    await renamed(alice, 1);
    await renamed(bob, 2);
    await renamed(alice, 3);
    startConsumer();
    await eventually(async () =>
      expect(await parked()).toEqual([
        [alice, 1, 'poison', 'TypeError'],
        [alice, 3, 'behind', 'Behind'],
      ]),
    );
    expect(handled).toEqual([2]);
    expect(logged.filter((line) => line.includes('could not be handled'))).toHaveLength(5);
    expect(logged.join('')).not.toContain('cannot rename');
    const { num_ack_pending: open, num_pending: waiting } = await manager.consumers.info('LETHE_IDENTITY', durable);
    expect([open, waiting]).toEqual([0, 0]);
  });

  it('is tried again when a person asks, in order with all that waits behind it', async () => {
    failBy((number) => {
      if (number === 1) throw new TypeError('broken');
    });
    await renamed(alice, 1);
    await renamed(alice, 2);
    startConsumer();
    await eventually(async () => expect(await parked()).toHaveLength(2));
    const rows = setAsideBy(pool, durable);
    await rows.hasten(alice);
    await eventually(() => expect(logged.filter((line) => line.includes('failed again'))).toHaveLength(1));
    expect(await parked()).toHaveLength(2);
    failBy(() => undefined);
    await rows.hasten(alice);
    await expectHandled(1, 2);
    await eventually(async () => expect(await parked()).toEqual([]));
    await renamed(alice, 3);
    await expectHandled(1, 2, 3);
  });

  it('and is given up by a person lets go of what waits behind it', async () => {
    failBy((number) => {
      if (number === 1) throw new TypeError('broken');
    });
    await renamed(alice, 1);
    await renamed(alice, 2);
    startConsumer();
    await eventually(async () => expect(await parked()).toHaveLength(2));
    await setAsideBy(pool, durable).discard(alice);
    await expectHandled(2);
    await eventually(async () => expect(await parked()).toEqual([]));
  });

  it('leaves nothing behind nothing, and nothing out of order, however replays and deliveries fall together (L8)', async () => {
    let random = 7;
    failBy(() => {
      random = (random * 16_807) % 2_147_483_647;
      if (random % 5 === 0) throw new TypeError('broken');
    });
    startConsumer();
    const rows = setAsideBy(pool, durable);
    const over = new AbortController();
    const asking = (async () => {
      while (!over.signal.aborted) await rows.hasten();
    })();
    for (const number of range(1, 121)) await renamed(number % 2 === 0 ? alice : bob, number);
    failBy(() => undefined);
    await eventually(() => expect(handled).toHaveLength(120));
    over.abort();
    await asking;
    await eventually(async () => expect(await parked()).toEqual([]));
    const of = (parity: number) => handled.filter((number) => number % 2 === parity);
    expect([of(0), of(1)]).toEqual([of(0).toSorted(ascending), of(1).toSorted(ascending)]);
  });

  it('is set aside at once when no repetition makes it readable, and others go on', async () => {
    const poison = (accountId: string): readonly (readonly [body: string, why: string])[] => [
      ['{"specversion":', 'no-json'],
      ['{"hello":"world"}', 'no-cloud-event'],
      [cloudEvent(accountId, 1, { type: 'lethe.account.renamed.v2' }), 'unknown-type'],
      [cloudEvent(accountId, 'one'), 'invalid-data'],
      [cloudEvent(accountId, 1, { data: { accountId, number: 1, name: 'Alice' } }), 'invalid-data'],
      [cloudEvent(bob, 1), 'another-entity'],
    ];
    const expected: unknown[] = [];
    for (const place of poison(alice).keys()) {
      const accountId = randomUUID();
      const [body, why] = poison(accountId)[place] ?? ['', ''];
      await send(accountId, body);
      expected.push([accountId, place + 1, 'poison', why]);
    }
    await renamed(bob, 2);
    startConsumer();
    await expectHandled(2);
    await eventually(async () => expect((await parked()).toSorted(bySequence)).toEqual(expected));
  });

  it('is set aside where its headers are none, and others go on (EVT-5)', async () => {
    await publishMalformed(server, `lethe.evt.account.v1.p0.${alice}.renamed`, cloudEvent(alice, 1));
    await renamed(bob, 2);
    startConsumer();
    await expectHandled(2);
    await eventually(async () => expect(await parked()).toEqual([[alice, 1, 'poison', 'no-cloud-event']]));
  });

  it('is set aside when it does not say where it stands in its log', async () => {
    await jetstream(anyRelay).publish(`lethe.evt.account.v1.p0.${alice}.renamed`, cloudEvent(alice, 1));
    startConsumer();
    await eventually(async () => expect(await parked()).toEqual([[alice, 1, 'poison', 'no-cloud-event']]));
  });
});
