import { describe, expect, it } from '@jest/globals';
import { pause } from './pause.ts';

describe('A pause (L11)', () => {
  it('lasts as long as it is asked to', async () => {
    const began = performance.now();
    await pause(30);
    expect(performance.now() - began).toBeGreaterThanOrEqual(29);
  });

  it('ends early and quietly when its signal is aborted', async () => {
    const began = performance.now();
    const over = new AbortController();
    const paused = pause(10_000, over.signal);
    over.abort();
    await expect(paused).resolves.toBeUndefined();
    expect(performance.now() - began).toBeLessThan(9_000);
  });
});
