import * as z from 'zod';
import { mailboxOf } from './email-address.ts';

/** What a name cannot hold: controls, line breaks, text directions, tags, halves of characters and what is none yet. */
const notInNames = /[\p{Cc}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u{e0000}-\u{e007f}]/u;
/** Something that leaves ink by itself: no space, no filler, no mark alone. The blank of Braille is a symbol by its class. */
const visible = /[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * ID-3: the one rule for every name that people give. Trimmed and composed (NFC), 1 to `most` code points of any script,
 * of which at least one can be seen.
 */
export const personName = (most: number) => {
  const bounds = { minimum: 1, maximum: most };
  return z
    .string()
    .trim()
    .normalize('NFC')
    .refine((name) => name !== '', { error: 'is empty', params: { code: 'too-short', ...bounds }, abort: true })
    .refine((name) => [...name].length <= most, {
      error: `must have at most ${String(most)} characters`,
      params: { code: 'too-long', ...bounds },
      abort: true,
    })
    .refine((name) => !notInNames.test(name), {
      error: 'must not hold control, text-direction, tag or unassigned characters',
      params: { code: 'character-not-allowed' },
      abort: true,
    })
    .refine((name) => visible.test(name), {
      error: 'must hold a character that can be seen',
      params: { code: 'nothing-visible' },
    })
    .meta({ minLength: 1, maxLength: most });
};

export const username = personName(64);

/** Names as they are shown, whatever the rule was when they were given; a code point may take two places. */
export const usernameShown = z.string().max(2 * 64);
/** WS-7: a name goes with its workspace's key. */
export const workspaceNameShown = z
  .string()
  .max(2 * 100)
  .nullable()
  .meta({ description: 'Null: its key is gone, which no closed workspace outlives.' });

/** An address as it is shown. */
export const emailShown = z.string().max(254);

/** ID-5: an address as typed, which the person sees. It has one mailbox, of which everything else is made (`mailboxOf`). */
export const email = z
  .string()
  .trim()
  .max(254)
  .superRefine((typed, context) => {
    const found = mailboxOf(typed);
    if ('mailbox' in found) return;
    const { code, params = {} } = found;
    context.addIssue({ code: 'custom', message: 'is not one mailbox', params: { code, ...params } });
  })
  .meta({ format: 'idn-email', examples: ['ada@example.org'] });

/** Any length the wire allows; identity's policy says which are good enough (ID-4). */
export const password = z
  .string()
  .min(1)
  .max(1024)
  .meta({ description: 'By default 15 to 128 characters; what an operator set otherwise is told with the refusal.' });

/** M6: as people type codes, full-width and in groups, it is the same code. Nothing is decided before. */
export const normalisedCode = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s\p{Dash}\u00ad]/gu, '');

const typedCode = z.string().max(64).overwrite(normalisedCode);

/** Six digits, mailed or shown by an authenticator app. */
export const code = typedCode
  .refine((digits) => /^\d{6}$/.test(digits), { error: 'must be 6 digits', params: { code: 'not-a-code' } })
  .meta({ examples: ['123456'] });

/** What proves a second factor: six digits of the app, or a recovery code. */
export const factorCode = typedCode
  .refine(({ length }) => length >= 6 && length <= 32, {
    error: 'must be a code of the app or a recovery code',
    params: { code: 'not-a-code' },
  })
  .meta({ examples: ['123456', '0123-4567-89AB-CDEF'] });
