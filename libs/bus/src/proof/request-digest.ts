import { createHash } from 'node:crypto';

/** One request: where it goes, which command it is, and that it is this one. */
export type Request = Readonly<{ subject: string; key: string; nonce: string; input: unknown }>;

const digestOf = (...said: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(said)).digest('base64url');

/**
 * The audience of a proof that is good for this request alone. Of the input what a handler is given, not how it was written:
 * what passes as JSON once is written the same the next time.
 */
export const thisRequest = ({ subject, key, nonce, input }: Request): string => digestOf(subject, key, nonce, input);

/** The audience of a proof that is good for this answer to this request alone. */
export const thisAnswer = (request: string, answer: object): string => digestOf(request, answer);
