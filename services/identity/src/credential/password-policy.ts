import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** ID-4, NIST SP 800-63B-4 3.1.1.2: long enough, not known, not easily guessed; no rules of composition. */
export const passwordMaximum = 128;

export type Weakness = 'too-short' | 'too-long' | 'breached' | 'guessable';

/**
 * The form in which passwords are set and verified: NFKC, as NIST asks, so that the same keys give the same password
 * on every device. A documented deviation from OWASP ASVS 6.2.8, which wants passwords verified exactly as typed.
 */
export const normalisedPassword = (typed: string): string => typed.normalize('NFKC');

export const isSamePassword = (one: string, other: string): boolean =>
  normalisedPassword(one) === normalisedPassword(other);

const known = new Set(dictionary['passwords-common']);
/** With the library's hundred a password that is made for it keeps a processor busy for a third of a second (P5). */
const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, l33tMaxSubstitutions: 5 });
/** Estimating takes time that grows with the square of the length, and this much of a password tells enough. */
const estimatedLength = 64;
const leastScore = 2;

/** Words a guesser would try first for this person. */
const wordsOf = (email: string, username: string): string[] => {
  const local = email.slice(0, email.lastIndexOf('@'));
  return [email, local, username, local.replaceAll(/[\W_]/g, ''), username.replaceAll(/\s/g, '')]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2);
};

/** Why a password is not good enough; undefined where it is. Lengths count code points, as typed. */
export const weaknessOf = (
  typed: string,
  { minimum, email, username }: Readonly<{ minimum: number; email: string; username: string }>,
): Weakness | undefined => {
  const length = [...typed].length;
  if (length < minimum) return 'too-short';
  if (length > passwordMaximum) return 'too-long';
  const password = normalisedPassword(typed);
  if (known.has(password.toLowerCase())) return 'breached';
  const start = [...password].slice(0, estimatedLength).join('');
  return strength.check(start, wordsOf(email, username)).score < leastScore ? 'guessable' : undefined;
};
