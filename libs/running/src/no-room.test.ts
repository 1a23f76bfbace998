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

  it('is not any other outage, nor a failure', () => {
    for (const error of [withCode('EIO'), withCode('53300'), withCode('23505'), new TypeError('x'), undefined])
      expect(isNoRoom(error)).toBe(false);
  });
});
