import { describe, expect, it } from '@jest/globals';
import { storable, type LookUpChanges } from '@lethe/event-store';
import { eventsIn, memberOf, type Answer, type Member } from './append-group.ts';
import { groupCommit } from './group-commit.ts';
import { command, said } from './testing/writing.ts';

const member = (stream: string, words: readonly string[] = ['a'], changes: LookUpChanges = {}): Member => {
  const envelope = command(stream);
  return memberOf(storable([said(stream, 'no-stream', ...words)], envelope, changes), envelope, changes);
};

const streamsOf = (members: readonly Member[]) => members.map(({ writes }) => writes[0]?.stream);

/** A log that grows by what it is given. */
const growing = () => {
  const flushes: (readonly Member[])[] = [];
  let head = 0;
  const flush = async (members: readonly Member[]): Promise<readonly Answer[]> => {
    flushes.push(members);
    await new Promise(setImmediate);
    const at = `${head}`;
    head += members.reduce((count, each) => count + eventsIn(each), 0);
    return [{ outcome: 'appended', named: null, at }];
  };
  return { flush, groups: () => flushes.map(streamsOf) };
};

const refused = (...answers: readonly (readonly [Answer['outcome'], string, string?])[]): readonly Answer[] =>
  answers.map(([outcome, named, at = null]) => ({ outcome, named, at }));

const sqlError = (code: string) => Object.assign(new Error('from PostgreSQL'), { code });

describe('Group commit', () => {
  it('lets everybody who arrives during a flush ride the next one, in order', async () => {
    const log = growing();
    const append = groupCommit(log.flush);
    const first = append(member('word-1'));
    await new Promise(process.nextTick);
    const next = [append(member('word-2', ['a', 'b'])), append(member('word-3')), append(member('word-4'))];
    expect(await Promise.all([first, ...next])).toEqual([1n, 3n, 4n, 5n]);
    expect(log.groups()).toEqual([['word-1'], ['word-2', 'word-3', 'word-4']]);
  });

  it('lets those wait for the next flush who clash with one together', async () => {
    const log = growing();
    const append = groupCommit(log.flush);
    expect(await Promise.all(['word-1', 'word-1', 'word-2'].map((stream) => append(member(stream))))).toEqual([
      1n,
      3n,
      2n,
    ]);
    expect(log.groups()).toEqual([['word-1', 'word-2'], ['word-1']]);
  });

  it('tells each member what speaks against it, and flushes the others again', async () => {
    const log = growing();
    const refusals = [
      refused(['recorded', 'word-1'], ['stale', 'word-2', '4']),
      refused(['taken', 'email'], ['stale', 'word-4', '-1']),
    ];
    const append = groupCommit(async (members) => refusals.shift() ?? log.flush(members));
    const asked = [
      member('word-1'),
      member('word-2'),
      member('word-3', ['a'], { take: [{ kind: 'email', hmac: 'hmac-1', holder: 'holder-1' }] }),
      member('word-4'),
    ].map(append);
    expect(await Promise.allSettled(asked)).toMatchObject([
      { reason: { name: 'CommandRecorded' } },
      { reason: { name: 'StaleRevision', stream: 'word-2', expected: 'no-stream', actual: 4n } },
      { reason: { name: 'LookUpTaken', kind: 'email' } },
      { value: 1n },
    ]);
    expect(log.groups()).toEqual([['word-4']]);
  });

  it('flushes each on its own where the data of one are bad', async () => {
    const log = growing();
    const append = groupCommit(async (members) => {
      if (streamsOf(members).includes('word-2')) throw sqlError('22P05');
      return log.flush(members);
    });
    const asked = ['word-1', 'word-2', 'word-3'].map((stream) => append(member(stream)));
    expect(await Promise.allSettled(asked)).toMatchObject([
      { value: 1n },
      { reason: { code: '22P05' } },
      { value: 2n },
    ]);
  });

  it('fails all on any other error, once, and goes on', async () => {
    const log = growing();
    let flushes = 0;
    const append = groupCommit(async (members) => {
      flushes += 1;
      if (flushes === 1) throw sqlError('57014');
      return log.flush(members);
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
