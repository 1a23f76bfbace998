import { describe, expect, it } from '@jest/globals';
import { inMemorySubjectKeys } from './in-memory-subject-keys.ts';
import { rememberedKeys } from './remembered-keys.ts';

const counted = (ahead: readonly string[] = []) => {
  const keys = inMemorySubjectKeys();
  const asked: unknown[] = [];
  const counting = {
    ...keys,
    make: (subject: string) => {
      asked.push(['make', subject]);
      return keys.make(subject);
    },
    open: (subjects: readonly string[]) => {
      asked.push(['open', ...subjects]);
      return keys.open(subjects);
    },
  };
  return { keys, asked, open: () => rememberedKeys(counting, ahead) };
};

describe('Keys that are remembered for one command', () => {
  it('are read once, and only those that are not known yet', async () => {
    const { keys, asked, open } = counted();
    const remembered = open();
    const [one, two] = [await keys.make('account:1'), await keys.make('account:2')];
    expect(await remembered.open(['account:1', 'account:3'])).toEqual(new Map([['account:1', one]]));
    expect(await remembered.make('account:1')).toBe(one);
    expect(await remembered.open(['account:1', 'account:2'])).toEqual(
      new Map([
        ['account:1', one],
        ['account:2', two],
      ]),
    );
    expect(asked).toEqual([
      ['open', 'account:1', 'account:3'],
      ['open', 'account:2'],
    ]);
  });

  it('are read ahead where they are there, and made by nobody who does not need them', async () => {
    const { keys, asked, open } = counted(['account:1', 'account:2']);
    const one = await keys.make('account:1');
    const remembered = open();
    expect(await remembered.make('account:1')).toBe(one);
    expect(asked).toEqual([['open', 'account:1', 'account:2']]);
    expect(await keys.open(['account:2'])).toEqual(new Map());
  });

  it('are asked for again where reading ahead failed', async () => {
    const keys = inMemorySubjectKeys();
    const one = await keys.make('account:1');
    let failures = 1;
    const open: typeof keys.open = async (subjects) => {
      if (failures-- > 0) throw new Error('no connection');
      return keys.open(subjects);
    };
    const remembered = rememberedKeys({ ...keys, open }, ['account:1']);
    expect(await remembered.open(['account:1'])).toEqual(new Map([['account:1', one]]));
  });

  it('are forgotten where they are destroyed', async () => {
    const remembered = counted().open();
    await remembered.make('account:1');
    await remembered.destroy('account:1', '2026-11-24T09:00:00.000Z');
    expect(await remembered.open(['account:1'])).toEqual(new Map());
    expect(await remembered.make('account:1')).toBeUndefined();
  });
});
