import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { AccountGone, type Command } from '@lethe/journal';
import { eventually } from '@lethe/testing';
import { jetstream } from '@nats-io/jetstream';
import { Unavailable } from '../calls/fault.ts';
import { untilKilled } from '../testing/killed.ts';
import { noting } from '../testing/noting.ts';
import {
  alice,
  ascending,
  bob,
  commands,
  database,
  durable,
  expectHandled,
  failBy,
  handled,
  manager,
  nats,
  numberOf,
  parked,
  pool,
  provision,
  range,
  renamed,
  send,
  server,
  startConsumer,
} from '../testing/consuming.ts';

describe('A reaction (EVT-2)', () => {
  it('gets each event in order, with the same command at every delivery', async () => {
    await renamed(alice, 1);
    await renamed(bob, 2);
    await renamed(alice, 3);
    let tries = 0;
    const seen: Command[] = [];
    failBy((number) => {
      if (number === 2 && (tries += 1) < 3) throw new Error('not yet');
    });
    startConsumer();
    await eventually(() => expect(handled.toSorted()).toEqual([1, 2, 3]));
    expect(handled.indexOf(1)).toBeLessThan(handled.indexOf(3));
    seen.push(...commands.toSorted((one, other) => numberOf(one) - numberOf(other)));
    expect(
      seen.map(({ type, actor, correlationId, subject, request }) => ({
        type,
        actor,
        correlationId,
        subject,
        request,
      })),
    ).toEqual(
      [alice, bob, alice].map((accountId, index) => ({
        type: durable,
        actor: 'service:session',
        correlationId: 'c',
        subject: `account:${accountId}`,
        request: { accountId, number: index + 1 },
      })),
    );
    expect(new Set(seen.map(({ id }) => id)).size).toBe(3);
  });

  it('gets an event again, as the same command, when it could not be handled', async () => {
    const ids: string[] = [];
    failBy((_number, event) => {
      ids.push(event.id);
      if (ids.length === 1) throw new Unavailable('lethe.rpc.identity.account.rename');
    });
    await renamed(alice, 1);
    startConsumer();
    await expectHandled(1);
    const [id] = ids;
    expect(ids).toEqual([id, id]);
  });

  it('passes over an event about an account that is gone (E2)', async () => {
    failBy((number) => {
      if (number === 1) throw new AccountGone(alice);
    });
    await renamed(alice, 1);
    await renamed(bob, 2);
    startConsumer();
    await expectHandled(2);
    expect(await parked()).toEqual([]);
  });

  it('is not called for other events, and they do not hold it up', async () => {
    await send(alice, 'not even JSON', `lethe.evt.account.v1.p0.${alice}.locked`);
    await renamed(alice, 1);
    startConsumer();
    await expectHandled(1);
  });

  it('goes on where it stopped, at once, on whichever replica', async () => {
    const first = startConsumer();
    await renamed(alice, 1);
    await expectHandled(1);
    await first.stop();
    await renamed(alice, 2);
    startConsumer();
    await eventually(() => expect(handled).toEqual([1, 2]), { withinMs: 1_500 });
  });

  it('runs on one replica only, and its handler may take longer than the server waits (B5)', async () => {
    let inside = 0;
    let most = 0;
    failBy(async (number) => {
      most = Math.max(most, (inside += 1));
      if (number === 1) await new Promise((resolve) => setTimeout(resolve, 6_000));
      inside -= 1;
    });
    await renamed(alice, 1);
    await renamed(alice, 2);
    startConsumer();
    startConsumer();
    await eventually(() => expect(handled).toEqual([1, 2]), { withinMs: 9_000 });
    expect(most).toBe(1);
  });

  it('is called again for everything once the stream was lost and published anew', async () => {
    startConsumer();
    await renamed(alice, 1);
    await expectHandled(1);
    await manager.streams.delete('LETHE_IDENTITY');
    await provision();
    await renamed(alice, 1);
    await renamed(alice, 2);
    await eventually(() => expect(handled).toEqual([1, 1, 2]));
  });
});

describe('Entities', () => {
  it('are handled in parallel, each in its order (B3)', async () => {
    const people = Array.from({ length: 12 }, () => randomUUID());
    const finished: (readonly [string, number])[] = [];
    let [inside, most] = [0, 0];
    failBy(async (number, { entityId }) => {
      most = Math.max(most, (inside += 1));
      await pause((number * 37) % 23);
      inside -= 1;
      finished.push([entityId, number]);
    });
    for (const number of range(0, 240)) await renamed(people[number % people.length] ?? '', number);
    startConsumer();
    await eventually(() => expect(finished).toHaveLength(240));
    expect(most).toBeGreaterThan(2);
    for (const person of people) {
      const own = finished.flatMap(([entity, number]) => (entity === person ? [number] : []));
      expect(own).toEqual(own.toSorted(ascending));
    }
  });

  it('keep their order where a delivery never arrives: nothing later is handled before it (B3, B11)', async () => {
    startConsumer();
    await renamed(alice, 1);
    await expectHandled(1);
    const thief = await jetstream(nats).consumers.get('LETHE_IDENTITY', durable);
    const stolen = thief.next({ expires: 2_000 });
    for (const number of range(2, 12)) await renamed(alice, number);
    expect(await stolen).not.toBeNull();
    await eventually(() => expect(handled).toEqual(range(1, 12)));
  });
});

describe('A consumer that is killed (B1, B3)', () => {
  it.each([['before it handles'], ['after it handled, before it acknowledged']])(
    '%s: every event has its effect once',
    async (when) => {
      await pool.query('create table noted (id bigint generated always as identity, number integer unique)');
      for (const number of [1, 2, 3]) await renamed(alice, number);
      const failpoint = when.startsWith('before') ? 'consumer.before-handling:2' : 'consumer.after-handling:2';
      const environment = {
        ...server.environmentOf('session'),
        TEST_DATABASE: database.url,
        LETHE_FAILPOINT: failpoint,
      };
      expect(await untilKilled('consumer-process.ts', environment)).toBe('SIGKILL');
      startConsumer(noting(pool));
      const noted = async () => (await pool.query<{ number: number }>('select number from noted order by id')).rows;
      await eventually(async () => expect(await noted()).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]));
    },
  );
});
