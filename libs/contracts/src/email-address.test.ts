import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalisedEmail } from './email-address.ts';

const alike: readonly (readonly [string, string, string])[] = [
  ['case', 'Ada@Example.COM', 'ada@example.com'],
  ['space around it', '  ada@example.com\u3000', 'ada@example.com'],
  ['how an accent is composed', 'jose\u0301@example.com', 'jos\u00e9@example.com'],
  ['full-width letters', '\uff21\uff44\uff41@example.com', 'ada@example.com'],
  ['how an international domain is written', 'ada@B\u00dcCHER.example', 'ada@xn--bcher-kva.example'],
];

const different: readonly (readonly [string, string, string])[] = [
  ['dots', 'a.da@example.com', 'ada@example.com'],
  ['plus tags', 'ada+lethe@example.com', 'ada@example.com'],
  ['a path behind the domain', 'ada@example.com/x', 'ada@example.com'],
  ['a port behind the domain', 'ada@example.com:80', 'ada@example.com'],
  ['a percent escape in the domain', 'ada@ex%61mple.com', 'ada@example.com'],
  ['an address in another notation', 'ada@2130706433', 'ada@127.0.0.1'],
];

describe('Comparing addresses (ID-5)', () => {
  it.each(alike)('ignores %s', (_what, one, other) => {
    expect(normalisedEmail(one)).toBe(normalisedEmail(other));
  });

  it.each(different)('does not ignore %s', (_what, one, other) => {
    expect(normalisedEmail(one)).not.toBe(normalisedEmail(other));
  });

  it('gives the same however often it is done', () => {
    const address = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })).map((parts) => parts.join('@')),
      fc.emailAddress(),
    );
    fc.assert(
      fc.property(address, (typed) => {
        const once = normalisedEmail(typed);
        expect(normalisedEmail(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the case of the letters', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (typed) => {
        expect(normalisedEmail(typed.toUpperCase())).toBe(normalisedEmail(typed));
      }),
    );
  });
});
