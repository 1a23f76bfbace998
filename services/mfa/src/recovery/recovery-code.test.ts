import { describe, expect, it } from '@jest/globals';
import { normalisedRecoveryCode, recoveryCodeOf } from './recovery-code.ts';

describe('A recovery code (MFA-1)', () => {
  it('has 80 bits in four groups that are easy to read', () => {
    expect(recoveryCodeOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq')).toBe('0123-4567-89AB-CDEF');
    expect(recoveryCodeOf('QRSTUVWXYZabcdefABC')).toBe('GHJK-MNPQ-RSTV-WXYZ');
  });

  it('takes five bits of each character, whichever the sixth is', () => {
    expect(recoveryCodeOf('ghijklmnopqrstuv')).toBe(recoveryCodeOf('ABCDEFGHIJKLMNOP'));
  });

  it.each(['0123-4567-89ab-cdef', 'OI23 4567 89AB CDEF', 'ol23456789abcdef'])('is the same typed as %s', (typed) => {
    expect(normalisedRecoveryCode(typed)).toBe('0123456789ABCDEF');
  });
});
