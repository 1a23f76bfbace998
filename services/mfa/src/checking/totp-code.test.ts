import { shredded } from '@lethe/contracts';
import { describe, expect, it } from '@jest/globals';
import { generateSync } from 'otplib';
import { after, at, now, secret } from '../testing/factors.given.ts';
import { matchedStep } from './totp-code.ts';

const codeAt = (seconds: number): string =>
  generateSync({ secret, epoch: Math.floor(Date.parse(after(seconds * 1000)) / 1000) });

describe('The step of a TOTP code (MFA-3, RFC 6238)', () => {
  it.each([
    [-31, undefined],
    [-30, now - 1],
    [0, now],
    [29, now],
    [30, now + 1],
    [59, now + 1],
    [60, undefined],
  ])('of %i seconds from the start of a step is %s', (seconds, step) => {
    expect(matchedStep(secret, codeAt(seconds), at)).toBe(step);
  });

  it.each([
    [-1, undefined],
    [0, now - 1],
    [89, now + 1],
  ])('skews by one step at the end of a step as well: %i', (seconds, step) => {
    const lastSecond = after(29_999);
    expect(matchedStep(secret, codeAt(seconds - 30), lastSecond)).toBe(step);
  });

  it('is that of the published vector', () => {
    const published = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(matchedStep(published, '287082', '1970-01-01T00:00:59Z')).toBe(1);
    expect(matchedStep(published, '081804', '2005-03-18T01:58:29Z')).toBe(37_037_036);
  });

  it('is none for what is no code, and once the secret is shredded', () => {
    expect(matchedStep(secret, '12345x', at)).toBeUndefined();
    expect(matchedStep(shredded, codeAt(0), at)).toBeUndefined();
  });
});
