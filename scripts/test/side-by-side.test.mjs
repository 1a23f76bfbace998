import { describe, expect, it } from '@jest/globals';
import { sideBySide } from './side-by-side.mjs';

const step =
  (name, log, ended = Promise.resolve()) =>
  async ({ heard }) => {
    log.push(`${name} begins`);
    await ended;
    log.push(`${name} ends`);
    return heard ? { name } : { name, said: `all of ${name}` };
  };

describe('Suites that run side by side', () => {
  it('run in turn in their lane, and are said whole between two of the first lane', async () => {
    const log = [];
    let endInt;
    const int = new Promise((resolve) => (endInt = resolve));
    const browser = { name: 'browser' };
    const last = async (options) => {
      const result = await step('browser', log)(options);
      endInt();
      return result;
    };
    const results = await sideBySide(
      [
        [step('int', log, int), step('e2e', log)],
        [step('unit', log), last],
      ],
      (said) => log.push(said),
    );
    expect(results).toEqual([{ name: 'int' }, { name: 'e2e' }, { name: 'unit' }, browser]);
    const between = log.slice(log.indexOf('int ends') + 1, log.indexOf('e2e begins'));
    expect(between).toEqual(['all of unit', 'all of browser']);
    expect(log.indexOf('browser begins')).toBeGreaterThan(log.indexOf('unit ends'));
    expect(log.indexOf('unit begins')).toBeLessThan(log.indexOf('int ends'));
  });

  it('are said at the end where the first lane was done before them', async () => {
    const log = [];
    await sideBySide(
      [[step('int', log)], [step('browser', log, new Promise((done) => setTimeout(done, 10)))]],
      (said) => log.push(said),
    );
    expect(log.at(-1)).toBe('all of browser');
  });
});
