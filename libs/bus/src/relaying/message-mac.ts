import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { correlationHeader, epochHeader, indexHeader, positionHeader, reachedHeader } from '../headers.ts';

/** A message of a stream, as it goes out and as it is read again. */
export type Authored = Readonly<{
  subject: string;
  header: (name: string) => string | undefined;
  body: string | Uint8Array;
  /** Its own in the stream: nobody can put the message anywhere else. */
  sequence: number;
  /** The mac of the message before it where both were under way at once, else an empty text. */
  previous: string;
}>;

/** Never change: messages that lie in streams would be taken for somebody else's. */
const version = 'lethe-mac-1';
const covered = [epochHeader, positionHeader, indexHeader, reachedHeader, correlationHeader];

export type Macs = Readonly<{
  of: (message: Authored) => string;
  isOf: (message: Authored, mac: string) => boolean;
}>;

/**
 * By what a service knows its own messages again (T4): HMAC-SHA256 under a secret of its own. What comes before the body is
 * JSON, which ends where it ends: no two messages are written alike.
 */
export const macsBy = (secret: string): Macs => {
  const key = createSecretKey(secret, 'utf8');
  const digest = ({ subject, header, body, sequence, previous }: Authored): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([version, subject, sequence, previous, ...covered.map((name) => header(name) ?? '')]))
      .update(body)
      .digest();
  return {
    of: (message) => digest(message).toString('base64url'),
    isOf: (message, mac) => {
      const [own, said] = [digest(message), Buffer.from(mac, 'base64url')];
      return said.length === own.length && timingSafeEqual(own, said);
    },
  };
};
