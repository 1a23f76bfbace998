import { isBefore, refuse, type Refusal } from '@lethe/deciding';

/** ID-7: ten minutes, five attempts. */
export const codeSeconds = 600;
export const codeAttempts = 5;

/** A code that was sent and is neither used nor replaced. Only its HMAC is known; null is the one that nothing fits. */
export type LiveCode = Readonly<{ hash: string | null; expiresAt: string; attemptsLeft: number }>;

export type CodeRefusal =
  Refusal<'code-expired', Record<never, never>> | Refusal<'code-wrong', { attemptsLeft: number }>;

export type CodeCheck = Readonly<{ result: 'right' | 'expired' }> | Readonly<{ result: 'wrong'; attemptsLeft: number }>;

/** A code that is used up answers like an expired one. */
export const checkCode = (code: LiveCode | undefined, hash: string, at: string): CodeCheck => {
  if (code === undefined || code.attemptsLeft === 0 || !isBefore(at, code.expiresAt)) return { result: 'expired' };
  return code.hash === hash ? { result: 'right' } : { result: 'wrong', attemptsLeft: code.attemptsLeft - 1 };
};

export const codeExpired = refuse('code-expired');

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Six digits out of a MAC in base64url: 48 of its bits, so that no code is noticeably likelier than another. */
export const sixDigits = (mac: string): string => {
  const number = Array.from(mac.slice(0, 8), (character) => alphabet.indexOf(character)).reduce(
    (sum, six) => sum * 64 + six,
    0,
  );
  return String(number % 1_000_000).padStart(6, '0');
};
