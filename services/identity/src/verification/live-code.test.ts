import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkCode, sixDigits } from './live-code.ts';

const code = { hash: 'right', expiresAt: '2026-11-24T07:10:00.000Z', attemptsLeft: 5 };
const before = '2026-11-24T07:09:59.999Z';

describe('Checking a code (ID-7)', () => {
  it('accepts the code up to the last millisecond of its ten minutes', () => {
    expect(checkCode(code, 'right', before)).toEqual({ result: 'right' });
    expect(checkCode(code, 'right', code.expiresAt)).toEqual({ result: 'expired' });
  });
  it('counts a wrong one down', () => {
    expect(checkCode(code, 'wrong', before)).toEqual({ result: 'wrong', attemptsLeft: 4 });
  });
  it('does not look at a code without attempts left, even where it is the right one', () => {
    expect(checkCode({ ...code, attemptsLeft: 0 }, 'right', before)).toEqual({ result: 'expired' });
  });
  it('says expired where none was sent', () => {
    expect(checkCode(undefined, 'right', before)).toEqual({ result: 'expired' });
  });
});

describe('Making a code (ID-7)', () => {
  it('gives six digits, whatever the MAC', () => {
    const mac = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((bytes) => Buffer.from(bytes).toString('base64url'));
    fc.assert(
      fc.property(mac, (text) => {
        expect(sixDigits(text)).toMatch(/^\d{6}$/);
      }),
    );
  });
  it('is no constant', () => {
    expect(sixDigits('AAAAAAAA')).toBe('000000');
    expect(sixDigits('AAAAAAAB')).toBe('000001');
    expect(sixDigits('________')).toBe(String((2 ** 48 - 1) % 1_000_000));
  });
});
