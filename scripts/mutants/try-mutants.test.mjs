import { describe, expect, it } from '@jest/globals';
import { tryMutants } from './try-mutants.mjs';

const mutants = [{ key: 'a' }, { key: 'b' }];

/** Processes that end as it is said here, one after the other. */
const tried = async (...processes) => {
  const [asked, heard] = [[], []];
  const run = async ({ mutants: these, told }) => {
    asked.push(these.map(({ key }) => key).join(''));
    const { verdicts = [], ...end } = processes.shift() ?? { how: 'exit code 1', fault: 'red' };
    verdicts.forEach((verdict) => told(verdict));
    return { trying: null, how: 'exit code 0', words: '', ...end };
  };
  await tryMutants({ test: { file: 'a.test.ts' }, mutants, told: (verdict) => heard.push(verdict), run });
  return { asked, heard };
};

describe('A mutant and one test file (L11)', () => {
  it('is killed by a failure, and survives without one', async () => {
    const { asked, heard } = await tried({ verdicts: [{ key: 'a', why: 'expected 1' }, { key: 'b' }] });
    expect(asked).toEqual(['ab']);
    expect(heard).toEqual([
      { key: 'a', why: 'expected 1', byTime: false },
      { key: 'b', why: undefined, byTime: false },
    ]);
  });

  it.each([
    ['its process had to be killed', { trying: 'a', how: 'SIGKILL' }],
    ['a test waited too long', { verdicts: [{ key: 'a', why: 'Exceeded timeout of 20000 ms for a test.' }] }],
    ['its process fell', { trying: 'a', how: 'SIGSEGV' }],
  ])('is tried a second time, after all others, where %s', async (_, first) => {
    const { asked, heard } = await tried(first, { verdicts: [{ key: 'b' }] }, first);
    expect(asked).toEqual(['ab', 'b', 'a']);
    expect(heard).toEqual([
      { key: 'b', why: undefined, byTime: false },
      { key: 'a', why: expect.any(String), byTime: true },
    ]);
  });

  it('survives where it was only the machine that took its time', async () => {
    const { heard } = await tried(
      { trying: 'a', how: 'SIGKILL' },
      { verdicts: [{ key: 'b' }] },
      { verdicts: [{ key: 'a' }] },
    );
    expect(heard).toContainEqual({ key: 'a', why: undefined, byTime: false });
  });

  it('is not killed by a test that fails as it is', async () => {
    await expect(tried()).rejects.toThrow('a.test.ts fails as it is: red');
    await expect(tried({ how: 'exit code 1', fault: 'once' }, { verdicts: mutants })).resolves.toBeDefined();
  });
});
