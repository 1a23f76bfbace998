import { describe, expect, it } from '@jest/globals';
import { commandRecordOf } from './command-record.ts';
import { commitAt, positionAt } from './position.ts';
import { command } from './testing/writing.ts';

const beyondNumbers = 2n ** 60n + 1n;

describe('Numbers of KurrentDB beyond what JSON and numbers hold (RUN-3)', () => {
  it('are text in the record of a command, since JSON refuses a bigint', () => {
    const events = [{ type: 'WordSaid', version: 1, text: '{}' }];
    const { data } = commandRecordOf('id-1', [{ stream: 'word-1', expected: beyondNumbers, events }], command());
    expect(JSON.parse(JSON.stringify(data))).toMatchObject({
      wrote: [{ stream: 'word-1', first: '1152921504606846978', count: 1 }],
    });
  });

  it('keep their order and their record as positions, also one before', () => {
    const commits = [0n, 1n, 171n, beyondNumbers];
    expect(commits.map(positionAt)).toEqual([1n, 3n, 343n, 2n ** 61n + 3n]);
    expect(commits.map(positionAt).map(commitAt)).toEqual(commits);
    expect(commits.map((commit) => commitAt(positionAt(commit) - 1n))).toEqual(commits);
  });
});
