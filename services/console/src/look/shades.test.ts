import { describe, expect, it } from '@jest/globals';
import { contrast, readableOn } from './shades.ts';

describe('The accent of a brand as text', () => {
  it.each(['#1c5d99', '#ffee00', '#ffffff', '#000000', '#ff0000', '#7f7f7f'])(
    '%s can be read in both schemes (WCAG 1.4.3)',
    (accent) => {
      for (const ground of ['#ffffff', '#f0f0f0', '#242424', '#2e2e2e'])
        expect(contrast(readableOn(ground, accent), ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('stays as it is where it can be read already', () => {
    expect(readableOn('#ffffff', '#1c5d99')).toBe('#1c5d99');
  });
});
