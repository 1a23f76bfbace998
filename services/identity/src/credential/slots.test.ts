import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@lethe/bus';
import { slotsOf } from './slots.ts';

const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
};

describe('Slots for password hashing (ID-4)', () => {
  it('run no more than their number at once, the rest in order', async () => {
    const slots = slotsOf({ running: 2, waiting: 10 });
    const gates = Array.from({ length: 4 }, gate);
    const begun: number[] = [];
    const done = gates.map(({ opened }, index) =>
      slots(async () => {
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
  it('refuse work once their queue is full, and take it again afterwards', async () => {
    const slots = slotsOf({ running: 1, waiting: 1 });
    const { opened, open } = gate();
    const first = slots(() => opened);
    const second = slots(() => opened);
    await expect(slots(() => opened)).rejects.toThrow(Unavailable);
    open();
    await Promise.all([first, second]);
    expect(await slots(() => Promise.resolve('again'))).toBe('again');
  });
  it('are free again after work that failed', async () => {
    const slots = slotsOf({ running: 1, waiting: 0 });
    await expect(slots(() => Promise.reject(new Error('no memory')))).rejects.toThrow('no memory');
    expect(await slots(() => Promise.resolve('next'))).toBe('next');
  });
});
