import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { email } from './account-fields.ts';
import { isFieldCode } from './field-problem.ts';
import { mailboxOf, mailboxOfStored, normalisedEmail } from './email-address.ts';
import { mailboxes, noMailboxes, typedAddress } from './testing/spellings.ts';

const accepted = Object.entries(mailboxes).flatMap(([mailbox, typed]) => typed.map((each) => [each, mailbox] as const));
const refused = Object.entries(noMailboxes).flatMap(([code, typed]) => typed.map((each) => [each, code] as const));
const mailboxTyped = (typed: string): string | undefined => {
  const found = mailboxOf(typed);
  return 'mailbox' in found ? found.mailbox : undefined;
};

describe('One mailbox of what was typed (ID-5, I1)', () => {
  it.each(accepted)('is told of %j: %s', (typed, mailbox) => {
    expect(mailboxOf(typed)).toEqual({ mailbox });
    expect(email.parse(typed)).toBe(typed.trim());
  });

  it.each(refused)('is not told of %j: %s', (typed, code) => {
    expect(mailboxOf(typed)).toMatchObject({ code });
    expect(isFieldCode(code)).toBe(true);
    expect(email.safeParse(typed).success).toBe(false);
  });

  it.each([
    ['email-local-too-long', { maximum: 64 }],
    ['email-too-long', { maximum: 254 }],
    ['email-host-label-too-long', { maximum: 63 }],
    ['email-host-incomplete', { minimum: 2 }],
  ])('says with %s which bound it is about', (code, params) => {
    for (const typed of noMailboxes[code] ?? []) expect(mailboxOf(typed)).toEqual({ code, params });
    expect.hasAssertions();
  });

  it('is told of the same letters, however they are typed, or of none', () => {
    fc.assert(
      fc.property(typedAddress, (typed) => {
        const mailbox = mailboxTyped(typed);
        fc.pre(mailbox !== undefined);
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const)
          expect(mailboxTyped(typed.normalize(form))).toBe(mailbox);
        for (const other of [typed.toUpperCase(), typed.toLowerCase(), ` ${typed}\n`, mailbox])
          expect(mailboxTyped(other)).toBe(mailbox);
      }),
      { numRuns: 2000 },
    );
  });

  it('is a host name in ASCII behind one @, and what it is looked up by', () => {
    fc.assert(
      fc.property(typedAddress, (typed) => {
        const mailbox = mailboxTyped(typed);
        fc.pre(mailbox !== undefined);
        expect(mailbox).toMatch(/^[^@\s<>"(),:;\\[\]%!]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z0-9]$/);
        expect(normalisedEmail(typed)).toBe(mailbox);
        expect(mailboxOfStored(typed)).toBe(mailbox);
      }),
      { numRuns: 2000 },
    );
  });
});

/** What the build before took, and what it made of it to compare by: claims in data folders are found by this for ever. */
const takenBefore: readonly (readonly [string, string])[] = [
  ['<V@Example.org>', '<v@example.org>'],
  ['ada@exam\u00adple.org', 'ada@exam\u00adple.org'],
  ['ada@exam\u034fple.org', 'ada@example.org'],
  ['ada@example.org.', 'ada@example.org.'],
  ['Ada@Localhost', 'ada@localhost'],
  ['ada@127.0.0.1', 'ada@127.0.0.1'],
  ['ada@1.2.0x7f', 'ada@1.2.0.127'],
  ['ada%example.org@relay.example', 'ada%example.org@relay.example'],
  ['ada@my_host.example', 'ada@my_host.example'],
  ['STRA\u1e9eE@example.org', 'stra\u00dfe@example.org'],
  ['ada@stra\u00dfe.de', 'ada@xn--strae-oqa.de'],
  ['ada..l@example.org', 'ada..l@example.org'],
  ['ada@\u{1f4a9}.la', 'ada@\u{1f4a9}.la'],
];

describe('Comparing addresses (ID-5)', () => {
  it.each(takenBefore)('finds %j, which the build before took and this one does not', (typed, form) => {
    expect(mailboxTyped(typed)).toBeUndefined();
    expect(normalisedEmail(typed)).toBe(form);
  });

  it('sends to such an address only where it was compared by a mailbox, which then is its own', () => {
    expect(mailboxOfStored('ada@stra\u00dfe.de')).toBe('ada@xn--strae-oqa.de');
    expect(mailboxOfStored('<v@example.org>')).toBeUndefined();
    expect(mailboxOfStored('ada@localhost')).toBeUndefined();
  });

  it.each([
    ['dots', 'a.da@example.com', 'ada@example.com'],
    ['plus tags', 'ada+lethe@example.com', 'ada@example.com'],
    ['a path behind the domain', 'ada@example.com/x', 'ada@example.com'],
    ['a percent escape in the domain', 'ada@ex%61mple.com', 'ada@example.com'],
    ['an address in another notation', 'ada@2130706433', 'ada@127.0.0.1'],
  ])('does not ignore %s', (_what, one, other) => {
    expect(normalisedEmail(one)).not.toBe(normalisedEmail(other));
  });

  it('gives the same however often it is done', () => {
    const address = fc.oneof(fc.string({ unit: 'binary' }), typedAddress, fc.emailAddress());
    fc.assert(
      fc.property(address, (typed) => {
        const once = normalisedEmail(typed);
        expect(normalisedEmail(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });
});
