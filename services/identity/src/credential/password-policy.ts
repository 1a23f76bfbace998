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
/** Made famous as examples: long, of words that stand in no list beside each other, and known to everybody who guesses. */
const famous = new Set(['correcthorsebatterystaple', 'correctbatteryhorsestaple', 'batteryhorsestaplecorrect']);
/** With the library's hundred a password that is made for it keeps a processor busy for a third of a second (P5). */
const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, l33tMaxSubstitutions: 5 });
/** Estimating takes time that grows with the square of the length, and this much of a password tells enough. */
const estimatedLength = 64;
const leastScore = 2;
/** What is left beside words that a guesser knows must be somebody's own secret: below a hundred million guesses it is none. */
const leastScoreBesideWords = 3;
const product = 'lethe';
/** Shorter ones stand in too many words by chance. */
const shortestWord = 3;

const inOneWord = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');

/** Words a guesser would try first for this person, the longest first. */
const wordsOf = (email: string, username: string): readonly string[] => {
  const [local = '', host = ''] = email.normalize('NFKC').split('@');
  const parts = [local, username.normalize('NFKC')].flatMap((text) => text.split(/[^\p{L}\p{M}\p{N}]+/u));
  const words = [email, local, host, username, ...parts, ...host.split('.'), product].map(inOneWord);
  return [...new Set(words)]
    .filter(({ length }) => length >= shortestWord)
    .toSorted((one, other) => other.length - one.length);
};

/** Listed as it is, or written in one word: the list is of short ones, so two of them beside each other are none either. */
const isListed = (password: string): boolean => {
  const word = inOneWord(password);
  if (known.has(password.toLowerCase()) || known.has(word) || famous.has(word)) return true;
  return Array.from(word, (_letter, at) => at).some((at) => known.has(word.slice(0, at)) && known.has(word.slice(at)));
};

const score = (password: string): number => {
  const start = [...password].slice(0, estimatedLength).join('');
  return start === '' ? 0 : strength.check(start).score;
};

/** Built from the person's own words, or the product's name: repeated, joined, or with a little beside them. */
const isOfWords = (password: string, words: readonly string[]): boolean => {
  const whole = inOneWord(password);
  const rest = words.reduce((text, word) => text.replaceAll(word, ''), whole);
  return rest !== whole && (known.has(rest) || score(rest) < leastScoreBesideWords);
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
  if (isListed(password)) return 'breached';
  return score(password) < leastScore || isOfWords(password, wordsOf(email, username)) ? 'guessable' : undefined;
};
