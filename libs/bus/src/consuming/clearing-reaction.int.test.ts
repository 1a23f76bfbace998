import { describe, expect, it } from '@jest/globals';
import { clearingSubject } from '@lethe/contracts';
import { AccountGone } from '@lethe/journal';
import { allSetAside } from '@lethe/running';
import { KeyDestroyed } from '@lethe/sealing';
import { eventually } from '@lethe/testing';
import * as z from 'zod';
import { Unavailable } from '../calls/fault.ts';
import { clearingType } from '../relaying/publication.ts';
import { reactToClearing } from './reaction.ts';
import {
  alice,
  bob,
  cloudEvent,
  expectHandled,
  handled,
  logged,
  pool,
  send,
  startConsumer,
} from '../testing/consuming.ts';

describe('A clearing that is asked for in the stream (CAN-9)', () => {
  let failing: (number: number) => Promise<void> | void;
  const clearing = reactToClearing({
    participant: 'session',
    data: z.strictObject({ accountId: z.string(), number: z.int() }),
    handle: async (event) => {
      await failing(event.data.number);
      handled.push(event.data.number);
    },
  });
  const ask = (accountId: string, body: string) =>
    send(accountId, body, clearingSubject('session', accountId, 'requested'));
  const request = (accountId: string, number: number) => cloudEvent(accountId, number, { type: clearingType });

  it.each([
    ['the gate is closed', () => new AccountGone(alice)],
    ['the key is destroyed', () => new KeyDestroyed(`account:${alice}`)],
  ])('is not taken for done because %s: only its handler says that it is (L10)', async (_why, thrown) => {
    let tries = 0;
    failing = () => {
      if ((tries += 1) < 3) throw thrown();
    };
    await ask(alice, request(alice, 1));
    startConsumer(clearing);
    await expectHandled(1);
    expect(tries).toBe(3);
  });

  it('that nobody ever asked for is dropped at once, said and counted, and the real one is done (T4, EVT-5)', async () => {
    const tries: number[] = [];
    failing = (number) => {
      tries.push(number);
      if (number < 3) throw Object.assign(new Error('forged'), { name: 'NeverSaid' });
    };
    await ask(alice, request(alice, 1));
    await ask(alice, request(alice, 2));
    await ask(alice, request(alice, 3));
    startConsumer(clearing);
    await expectHandled(3);
    expect(tries).toEqual([1, 2, 3]);
    expect(await allSetAside(pool)).toEqual([]);
    const dropped = logged.filter((line) => line.includes('nobody ever said it'));
    expect(dropped.map((line) => (JSON.parse(line) as { inAll: number }).inAll)).toEqual([1, 2]);
  });

  it('is never parked, however it fails: others go on, and it is done when it is asked for again (L4)', async () => {
    let broken = true;
    failing = (number) => {
      if (broken && number === 1) throw new TypeError('broken');
      if (broken && number === 2) throw new Unavailable('lethe.rpc.identity.account.rename');
    };
    await ask(alice, request(alice, 1));
    await ask(bob, request(bob, 2));
    await ask(alice, '{"forged":true}');
    await ask(bob, request(bob, 3));
    startConsumer(clearing);
    await expectHandled(3);
    expect(await allSetAside(pool)).toEqual([]);
    await eventually(() => expect(logged.filter((line) => line.includes('it is asked for again'))).toHaveLength(3));
    broken = false;
    await ask(alice, request(alice, 1));
    await expectHandled(3, 1);
  });
});
