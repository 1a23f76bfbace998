import { describe, expect, it } from '@jest/globals';
import { networkOf } from './network.ts';

describe('The network of a client (ID-2a)', () => {
  it.each([
    ['203.0.113.7', '203.0.113.250'],
    ['::ffff:203.0.113.7', '203.0.113.8'],
    ['2001:db8:1:2300::1', '2001:db8:1:23ff:ffff::9'],
  ])('is one for %s and %s', (one, other) => {
    expect(networkOf(one)).toBe(networkOf(other));
  });
  it.each([
    ['203.0.113.7', '203.0.114.7'],
    ['2001:db8:1:2300::1', '2001:db8:1:2400::1'],
    ['203.0.113.7', '2001:db8::203'],
  ])('is another one for %s and %s', (one, other) => {
    expect(networkOf(one)).not.toBe(networkOf(other));
  });
});
