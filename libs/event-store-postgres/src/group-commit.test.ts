import { describe, expect, it } from '@jest/globals';
import { storable } from '@lethe/event-store';
import { memberOf, type Answer, type Member } from './append-group.ts';
import { groupCommit } from './group-commit.ts';
import { command, said } from './testing/writing.ts';

const appended = (member: number): Answer => ({
  member,
  outcome: 'appended',
  at_position: `${member + 1}`,
  at_stream: null,
  at_revision: null,
  taken_kind: null,
});

const member = (stream: string, word = 'a'): Member => {
  const envelope = command();
  return memberOf(storable([said(stream, 'no-stream', word)], envelope), envelope);
};

const streamsOf = (members: readonly Member[]) => members.map(({ writes }) => writes[0]?.stream);

const sqlError = (code: string) => Object.assign(new Error('from PostgreSQL'), { code });

describe('Group commit', () => {
  it('lets everybody who arrives during a flush ride the next one, in order', async () => {
    const flushes: (readonly Member[])[] = [];
    const append = groupCommit(async (members) => {
      flushes.push(members);
      await new Promise(setImmediate);
      return members.map((_, index) => appended(index));
    });
    const first = append(member('word-1'));
    await new Promise(process.nextTick);
    const next = ['word-2', 'word-3', 'word-4'].map((stream) => append(member(stream)));
    expect(await Promise.all([first, ...next])).toEqual([1n, 1n, 2n, 3n]);
    expect(flushes.map(streamsOf)).toEqual([['word-1'], ['word-2', 'word-3', 'word-4']]);
  });

  it('puts at most 256 members and about 4 MB into one flush', async () => {
    const sizes: number[] = [];
    const append = groupCommit(async (members) => {
      sizes.push(members.length);
      return members.map((_, index) => appended(index));
    });
    await Promise.all(Array.from({ length: 300 }, (_, index) => append(member(`word-${index}`))));
    expect(sizes).toEqual([256, 44]);
    sizes.length = 0;
    const big = 'a'.repeat(900_000);
    await Promise.all(Array.from({ length: 6 }, (_, index) => append(member(`word-${index}`, big))));
    expect(sizes).toEqual([4, 2]);
  });

  it('gives each member its own answer', async () => {
    const append = groupCommit(async () => [
      { ...appended(0), outcome: 'recorded' },
      { ...appended(1), outcome: 'stale', at_stream: 'word-2', at_revision: '4' },
      { ...appended(2), outcome: 'taken', taken_kind: 'email' },
      appended(3),
    ]);
    const asked = ['word-1', 'word-2', 'word-3', 'word-4'].map((stream) => append(member(stream)));
    expect(await Promise.allSettled(asked)).toMatchObject([
      { reason: { name: 'CommandRecorded' } },
      { reason: { name: 'StaleRevision', stream: 'word-2', expected: 'no-stream', actual: 4n } },
      { reason: { name: 'LookUpTaken', kind: 'email' } },
      { value: 4n },
    ]);
  });

  it('flushes each on its own where the data of one are bad', async () => {
    const append = groupCommit(async (members) => {
      if (streamsOf(members).includes('word-2')) throw sqlError('22P05');
      return members.map((_, index) => appended(index));
    });
    const asked = ['word-1', 'word-2', 'word-3'].map((stream) => append(member(stream)));
    expect(await Promise.allSettled(asked)).toMatchObject([
      { value: 1n },
      { reason: { code: '22P05' } },
      { value: 1n },
    ]);
  });

  it('fails all on any other error, once, and goes on', async () => {
    let flushes = 0;
    const append = groupCommit(async (members) => {
      flushes += 1;
      if (flushes === 1) throw sqlError('57014');
      return members.map((_, index) => appended(index));
    });
    const asked = ['word-1', 'word-2'].map((stream) => append(member(stream)));
    expect(await Promise.allSettled(asked)).toMatchObject([
      { reason: { code: '57014' } },
      { reason: { code: '57014' } },
    ]);
    expect(await append(member('word-3'))).toBe(1n);
    expect(flushes).toBe(2);
  });
});
