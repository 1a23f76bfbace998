import { describe, expect, it } from '@jest/globals';
import { codeWithin } from './code-within.ts';

describe('A code as it is pasted (ID-7)', () => {
  it.each([
    ['123456', '123456'],
    [' 123 456\n', '123456'],
    ['123-456', '123456'],
    ['１２３４５６', '123456'],
    ['Your code is 123456. It works once, until 2026-11-28.', '123456'],
    ['Code: 123 456', '123456'],
    ['1234567890', '123456'],
    ['no code at all, 12345', ''],
    ['', ''],
  ])('%j is %j', (pasted, code) => {
    expect(codeWithin(pasted)).toBe(code);
  });
});
