import { describe, expect, it } from '@jest/globals';
import { isBefore, nextOf } from './steps.ts';

describe('The steps of Cancel Account', () => {
  it('lead from the first one to where the verification was missing, and nowhere else', () => {
    expect(nextOf('confirm')).toBe('confirm');
    for (const given of [undefined, 'verify', '//evil.example', 'settings']) expect(nextOf(given)).toBe('blockers');
  });

  it('are in order', () => {
    expect(isBefore('verify', 'confirm')).toBe(true);
    expect(isBefore('confirm', 'confirm')).toBe(false);
  });
});
