import { describe, expect, it } from '@jest/globals';
import { linkTo } from './public-url.ts';

describe('A link', () => {
  it('has one slash between the setting and its path', () => {
    for (const origin of ['https://lethe.example', 'https://lethe.example/', 'https://lethe.example/console'])
      expect(linkTo({ LETHE_PUBLIC_URL: origin }, '/tickets/1')).toBe(`${origin.replace(/\/$/, '')}/tickets/1`);
  });
});
