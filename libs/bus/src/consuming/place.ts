import type { StoredMsg, StreamAPI } from '@nats-io/jetstream';
import { readingHeaders } from '../headers.ts';
import type { Arrived } from './arrived.ts';

/** Where a message that is set aside lies, never what is in it: stream, sequence, and when it was stored there. */
export const placeOf = ({ stream, sequence, storedAt }: Pick<Arrived, 'stream' | 'sequence' | 'storedAt'>): string =>
  `${stream} ${sequence} ${storedAt}`;

/**
 * The message that lies there; undefined where the stream has lost it. A stream that was made anew has another one at that
 * sequence, and gives this one again.
 */
export const messageAt = async (
  streams: Pick<StreamAPI, 'getMessage'>,
  place: string,
): Promise<Arrived | undefined> => {
  const [stream = '', sequence = '', storedAt = ''] = place.split(' ');
  const message = await streams.getMessage(stream, { seq: Number(sequence) });
  return message?.time.toISOString() === storedAt && message !== null ? arrivedAgain(message, stream) : undefined;
};

const arrivedAgain = (message: StoredMsg, stream: string): Arrived => ({
  stream,
  sequence: message.seq,
  storedAt: message.time.toISOString(),
  subject: message.subject,
  header: readingHeaders(() => message.header),
  data: message.data,
});
