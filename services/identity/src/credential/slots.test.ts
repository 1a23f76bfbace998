import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@lethe/bus';
import { strangersFrom, type Line } from './asker.ts';
import { slotsOf } from './slots.ts';

const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
};

const wide = { all: 100, each: 100 };
const slotsFor = (running: number, room: Partial<Parameters<typeof slotsOf>[0]['room']> = {}) =>
  slotsOf({ running, room: { session: wide, device: wide, stranger: wide, ...room } });
const anybody = strangersFrom('somewhere');
const known = (kind: 'session' | 'device', key = 'ada'): Line => ({ kind, key });

/** What waits in these lines, behind work that holds the only slot; in which order it runs. */
const orderOf = async (lines: readonly (readonly [string, Line])[]): Promise<readonly string[]> => {
  const slots = slotsFor(1);
  const { opened, open } = gate();
  const held = slots.take(anybody).run(() => opened);
  const order: string[] = [];
  const waiting = lines.map(([name, line]) => slots.take(line).run(async () => order.push(name)));
  open();
  await Promise.all([held, ...waiting]);
  return order;
};

describe('Slots for password hashing (ID-4)', () => {
  it('run no more than their number at once, the rest in order', async () => {
    const slots = slotsFor(2);
    const gates = Array.from({ length: 4 }, gate);
    const begun: number[] = [];
    const done = gates.map(({ opened }, index) =>
      slots.take(anybody).run(async () => {
        begun.push(index);
        await opened;
        return index;
      }),
    );
    await Promise.resolve();
    expect(begun).toEqual([0, 1]);
    gates[1]?.open();
    await done[1];
    await Promise.resolve();
    expect(begun).toEqual([0, 1, 2]);
    for (const { open } of gates) open();
    expect(await Promise.all(done)).toEqual([0, 1, 2, 3]);
  });
  it('are free again after work that failed', async () => {
    const slots = slotsFor(1);
    await expect(slots.take(anybody).run(() => Promise.reject(new Error('no memory')))).rejects.toThrow('no memory');
    expect(await slots.take(anybody).run(() => Promise.resolve('next'))).toBe('next');
  });
});

describe('Those who wait for one (ID-2a, P5)', () => {
  it('take turns by kind: nobody waits for more than one of the strangers who came before', async () => {
    const flood = [1, 2, 3, 4].map((n) => [`stranger ${n}`, anybody] as const);
    const order = await orderOf([...flood, ['device', known('device')], ['session', known('session')]]);
    expect(order.slice(0, 3).toSorted()).toEqual(['device', 'session', 'stranger 1']);
    expect(order.slice(3)).toEqual(['stranger 2', 'stranger 3', 'stranger 4']);
  });
  it('take turns by network: who floods from one is in the way of that one alone', async () => {
    const flood = [1, 2, 3].map((n) => [`flood ${n}`, strangersFrom('here')] as const);
    expect(await orderOf([...flood, ['elsewhere', strangersFrom('there')]])).toEqual([
      'flood 1',
      'elsewhere',
      'flood 2',
      'flood 3',
    ]);
  });
  it('do not keep strangers out either: an account that asks without end has its turn, no more', async () => {
    const ada = [1, 2, 3].map((n) => [`ada ${n}`, known('session')] as const);
    const order = await orderOf([...ada, ['bob', known('session', 'bob')], ['stranger', anybody]]);
    expect(order.indexOf('bob')).toBeLessThan(order.indexOf('ada 2'));
    expect(order.indexOf('stranger')).toBeLessThan(order.indexOf('ada 2'));
  });
  it('are refused once their kind, or their line, has no room; others are not, and they are neither afterwards', () => {
    const slots = slotsFor(1, { stranger: { all: 3, each: 2 } });
    const places = [slots.take(strangersFrom('here')), slots.take(strangersFrom('here'))];
    expect(() => slots.take(strangersFrom('here'))).toThrow(Unavailable);
    slots.take(strangersFrom('there'));
    expect(() => slots.take(strangersFrom('a third'))).toThrow(Unavailable);
    slots.take(known('device'));
    for (const place of places) place.leave();
    slots.take(strangersFrom('here'));
  });
});
