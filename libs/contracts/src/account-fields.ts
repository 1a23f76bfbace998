import * as z from 'zod';

const controlOrDirection = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** ID-3: 1 to 64 characters (code points) after trimming, any script, no control or bidi-override characters. */
export const username = z
  .string()
  .trim()
  .refine((name) => name !== '', { error: 'is empty', params: { code: 'too-short', minimum: 1, maximum: 64 } })
  .refine((name) => [...name].length <= 64, {
    error: 'must have at most 64 characters',
    params: { code: 'too-long', minimum: 1, maximum: 64 },
  })
  .refine((name) => !controlOrDirection.test(name), {
    error: 'must not hold control or text-direction characters',
    params: { code: 'character-not-allowed' },
  })
  .meta({ minLength: 1, maxLength: 64 });

/** An address as typed: it is what gets mail. Compared by `normalisedEmail`. */
export const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email({ pattern: z.regexes.unicodeEmail }))
  .meta({ format: 'idn-email', examples: ['ada@example.org'] });

/** Any length the wire allows; identity's policy says which are good enough (ID-4). */
export const password = z
  .string()
  .min(1)
  .max(1024)
  .meta({ description: 'By default 15 to 128 characters; what an operator set otherwise is told with the refusal.' });

export const code = z.string().regex(/^\d{6}$/, 'must be 6 digits');
