import { describe, expect, it } from '@jest/globals';
import { Explained, reportOf } from './log.ts';

describe('An error in the log', () => {
  it('is told by name, code and place, down to its causes, never by its text', () => {
    const cause = Object.assign(new Error('invalid input syntax: "alice@example.test"'), { code: '22P02' });
    const report = reportOf(new TypeError('no row for alice@example.test', { cause }));
    expect(report).toMatchObject({ error: 'TypeError', cause: { error: 'Error', code: '22P02' } });
    const text = JSON.stringify(report);
    expect(text).toContain('log.test.ts');
    expect(text).not.toContain('alice');
  });

  it('is told by eight places at most, and by nothing that it has not (L11)', () => {
    const deep = (more: number): Error => (more === 0 ? Object.assign(new Error('deep'), { code: 7 }) : deep(more - 1));
    const error = deep(20);
    const lines = (error.stack ?? '').split('\n').slice(1, 9);
    expect(lines).toHaveLength(8);
    expect(reportOf(error)).toStrictEqual({ error: 'Error', at: lines.map((line) => line.trim()) });
    delete error.stack;
    expect(reportOf(error)).toStrictEqual({ error: 'Error', at: [] });
  });

  it('may say what it is about where all of its text is ours', () => {
    expect(reportOf(new Explained('The stream is another one.'))).toMatchObject({
      because: 'The stream is another one.',
    });
  });

  it('is told by its type alone where it is none', () => {
    expect(reportOf('alice@example.test')).toEqual({ error: 'string' });
  });
});
