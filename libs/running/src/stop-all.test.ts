import { describe, expect, it } from '@jest/globals';
import { stopAll } from './stop-all.ts';

const logged: object[] = [];
const log = { error: (facts: object) => void logged.push(facts) };
const forEver = (): Promise<never> => new Promise(() => undefined);

describe('Stopping a process (L6)', () => {
  it('goes in order, each after the one before', async () => {
    const order: string[] = [];
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('first');
    };
    await stopAll(
      [
        { name: 'first', stop: slow },
        { name: 'second', stop: () => void order.push('second') },
      ],
      log,
    );
    expect(order).toEqual(['first', 'second']);
    expect(logged).toEqual([]);
  });

  it('stops all others where one rejects, throws or never ends, and says which', async () => {
    const stopped: string[] = [];
    const asked = performance.now();
    await stopAll(
      [
        { name: 'rejects', stop: () => Promise.reject(new Error('quotes a value')) },
        {
          name: 'throws',
          stop: () => {
            throw new TypeError('quotes a value');
          },
        },
        { name: 'hangs', stop: forEver },
        { name: 'database', stop: () => void stopped.push('database') },
      ],
      log,
      { eachMs: 40 },
    );
    expect(stopped).toEqual(['database']);
    expect(performance.now() - asked).toBeLessThan(4_000);
    expect(logged.splice(0)).toMatchObject([
      { stopping: 'rejects', error: 'Error' },
      { stopping: 'throws', error: 'TypeError' },
      { stopping: 'hangs' },
    ]);
  });

  it('gives each the time it takes while there is some for all (L11)', async () => {
    const slow = () => new Promise((resolve) => setTimeout(resolve, 400));
    await stopAll([{ name: 'slow', stop: slow }], log);
    expect(logged).toEqual([]);
  });

  it('ends within a bound for all together', async () => {
    const asked = performance.now();
    const hang = { name: 'hangs', stop: forEver };
    await stopAll([hang, hang, hang, hang], log, { eachMs: 3_000, allMs: 400 });
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect(logged).toHaveLength(4);
  });
});
