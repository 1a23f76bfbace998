import { expect, it } from '@jest/globals';
import type { MasterKey } from './master-key.ts';

const secret = Buffer.from('a service key of thirty-two byte');
const context = 'lethe identity wrapping key';

/**
 * What every keeper of a master key promises.
 * @param open the same key each time, as another process would open it
 * @param openAnother a key that has nothing to do with it
 */
export const masterKeyContract = (open: () => Promise<MasterKey>, openAnother: () => Promise<MasterKey>): void => {
  const plain = async (master: MasterKey, wrapped: Uint8Array, of = context) =>
    Buffer.from(await master.unwrap(wrapped, of));

  it('unwraps after a restart what it wrapped, and shows nothing of it', async () => {
    const wrapped = Buffer.from(await (await open()).wrap(secret, context));
    for (const form of [secret, secret.toString('base64').slice(0, -2), secret.toString('hex')])
      expect(wrapped.includes(form)).toBe(false);
    expect(await plain(await open(), wrapped)).toEqual(secret);
  });

  it('never wraps the same twice alike', async () => {
    const master = await open();
    expect(await master.wrap(secret, context)).not.toEqual(await master.wrap(secret, context));
  });

  it('unwraps nothing in another context (E4)', async () => {
    const master = await open();
    const wrapped = await master.wrap(secret, context);
    await expect(master.unwrap(wrapped, 'lethe identity index key')).rejects.toThrow(/context/);
  });

  it('unwraps nothing that another key wrapped (E4)', async () => {
    const wrapped = await (await openAnother()).wrap(secret, context);
    await expect((await open()).unwrap(wrapped, context)).rejects.toThrow(/wrapped this/);
  });

  it('unwraps nothing that was changed or cut off (E4)', async () => {
    const master = await open();
    const wrapped = Buffer.from(await master.wrap(secret, context));
    const flipped = Buffer.from(wrapped);
    flipped[flipped.length - 20] = (flipped[flipped.length - 20] ?? 0) ^ 1;
    await expect(master.unwrap(flipped, context)).rejects.toThrow(/wrapped this/);
    await expect(master.unwrap(wrapped.subarray(0, -8), context)).rejects.toThrow(/wrapped this/);
  });

  it('unwraps with the old key what was wrapped before it was renewed, in every process', async () => {
    const [renewing, other] = [await open(), await open()];
    const before = await other.wrap(secret, context);
    await renewing.renew();
    const after = await other.wrap(secret, context);
    for (const master of [renewing, other, await open()]) {
      expect(await plain(master, before)).toEqual(secret);
      expect(await plain(master, after)).toEqual(secret);
    }
  });

  it('unwraps with the newest key alone once the others are retired', async () => {
    const [master, other] = [await open(), await open()];
    const before = await other.wrap(secret, context);
    await master.renew();
    const after = await other.wrap(secret, context);
    await master.retire(await master.newest());
    await expect(other.unwrap(before, context)).rejects.toThrow(/wrapped this/);
    expect(await plain(other, after)).toEqual(secret);
  });

  it('goes on where it is retired without having been renewed', async () => {
    const master = await open();
    const wrapped = await master.wrap(secret, context);
    await master.retire(await master.newest());
    expect(await plain(master, wrapped)).toEqual(secret);
  });

  it('counts its generations, and keeps all from the one that is named, and the newest in any case (K1)', async () => {
    const master = await open();
    const first = await master.newest();
    const wrapped: Uint8Array[] = [];
    for (let renewed = 0; renewed < 3; renewed += 1) {
      wrapped.push(await master.wrap(secret, context));
      await master.renew();
    }
    expect(await (await open()).newest()).toBe(first + 3);
    await master.retire(first + 1);
    await expect(master.unwrap(wrapped[0] ?? secret, context)).rejects.toThrow(/wrapped this/);
    expect(await plain(master, wrapped[1] ?? secret)).toEqual(secret);
    const last = await master.wrap(secret, context);
    await master.retire(first + 99);
    expect(await plain(master, last)).toEqual(secret);
  });
};
