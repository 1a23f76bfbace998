import { describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.ts';

describe('Eventually', () => {
  it('answers once the assertion holds', async () => {
    let tries = 0;
    const answer = await eventually(() => {
      tries += 1;
      expect(tries).toBeGreaterThanOrEqual(3);
      return tries;
    });
    expect(answer).toBe(3);
  });

  it('fails with the last failure once its time is over', async () => {
    const never = (): never => {
      throw new Error('still not');
    };
    await expect(eventually(never, { withinMs: 50 })).rejects.toThrow('still not');
  });
});
