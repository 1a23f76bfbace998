import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { SubjectKeys } from './sealing.ts';

const at = '2026-11-24T07:00:00.000Z';
const later = '2026-11-25T07:00:00.000Z';
const someone = (): string => `account:${randomUUID()}`;
const times = <Result>(count: number, act: () => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, act));

/** What every store of subject keys promises. */
export const subjectKeysContract = (keys: () => SubjectKeys): void => {
  it('makes 256 random bits, and gives the same ones ever after', async () => {
    const subject = someone();
    const made = await keys().make(subject);
    expect(made).toHaveLength(32);
    expect(await keys().make(subject)).toEqual(made);
    expect(await keys().open([subject])).toEqual(new Map([[subject, made]]));
    expect(await keys().make(someone())).not.toEqual(made);
  });

  it('makes one key where many ask for it at once', async () => {
    const subject = someone();
    const made = await times(20, () => keys().make(subject));
    expect(new Set(made.map((key) => Buffer.from(key ?? []).toString('hex'))).size).toBe(1);
    expect((await keys().open([subject])).get(subject)).toEqual(made[0]);
  });

  it('opens those that exist and leaves out the others', async () => {
    const [first, second, never, destroyed] = [someone(), someone(), someone(), someone()];
    await keys().make(first);
    await keys().make(second);
    await keys().make(destroyed);
    await keys().destroy(destroyed, at);
    const opened = await keys().open([never, second, destroyed, first, first]);
    expect([...opened.keys()].toSorted()).toEqual([first, second].toSorted());
  });

  it('opens nothing where nothing is asked', async () => {
    expect(await keys().open([])).toEqual(new Map());
  });

  it('never opens or makes a destroyed key again (invariant I9)', async () => {
    const subject = someone();
    await keys().make(subject);
    await keys().destroy(subject, at);
    expect(await keys().open([subject])).toEqual(new Map());
    expect(await keys().make(subject)).toBeUndefined();
    expect(await keys().open([subject])).toEqual(new Map());
  });

  it('never makes a key after the destruction of one that never was (E2)', async () => {
    const subject = someone();
    await keys().destroy(subject, at);
    expect(await keys().make(subject)).toBeUndefined();
  });

  it('answers a repeated destruction with the first receipt', async () => {
    const subject = someone();
    await keys().make(subject);
    expect(await keys().destroy(subject, at)).toEqual({ subject, destroyedAt: at });
    expect(await keys().destroy(subject, later)).toEqual({ subject, destroyedAt: at });
  });

  it('destroys once where many ask for it at once', async () => {
    const subject = someone();
    await keys().make(subject);
    const instants = [at, later, '2026-11-26T07:00:00.000Z', '2026-11-27T07:00:00.000Z'];
    const receipts = await Promise.all(instants.map((instant) => keys().destroy(subject, instant)));
    expect(new Set(receipts.map(({ destroyedAt }) => destroyedAt)).size).toBe(1);
  });

  it('leaves no key behind where making and destroying race', async () => {
    for (let round = 0; round < 25; round += 1) {
      const subject = someone();
      await Promise.all([
        times(3, () => keys().make(subject)),
        keys().destroy(subject, at),
        times(3, () => keys().make(subject)),
      ]);
      expect(await keys().open([subject])).toEqual(new Map());
      expect(await keys().make(subject)).toBeUndefined();
    }
  });

  it('destroys one subject only, not its other key', async () => {
    const account = someone();
    const addresses = `${account}/addresses`;
    await keys().make(account);
    const kept = await keys().make(addresses);
    await keys().destroy(account, at);
    expect(await keys().open([account, addresses])).toEqual(new Map([[addresses, kept]]));
  });
};
