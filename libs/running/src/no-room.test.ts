import { describe, expect, it } from '@jest/globals';
import { isNoRoom, kindOf } from './kinds.ts';

const withCode = (code: string | number, cause?: unknown) =>
  Object.assign(new Error('quotes a value', { cause }), { code });

describe('No room (K2, FIT-7)', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EFBIG', '53100', 10_023, 10_047, 10_077])(
    'is %s, whatever wraps it, and it passes',
    (code) => {
      const wrapped = new Error('The ledger takes no entry.', { cause: withCode(code) });
      for (const error of [withCode(code), wrapped]) expect([isNoRoom(error), kindOf(error)]).toEqual([true, 'outage']);
    },
  );

  it('is these codes of JetStream and no others (L11)', () => {
    const codes = Array.from({ length: 300 }, (_, more) => 10_000 + more);
    expect(codes.filter((code) => isNoRoom(withCode(code)))).toEqual([10_002, 10_005, 10_023, 10_028, 10_047, 10_077]);
  });

  it('is what a call says by its fault (L11)', () => {
    const refused = (fault: string) => Object.assign(new Error('quotes a value'), { fault });
    expect([refused('no-room'), refused('unavailable')].map(isNoRoom)).toEqual([true, false]);
  });

  it('is not any other outage, nor a failure', () => {
    for (const error of [withCode('EIO'), withCode('53300'), withCode('23505'), new TypeError('x'), undefined])
      expect(isNoRoom(error)).toBe(false);
  });
});
