import { mostBytesOfMessage } from '@lethe/contracts';
import type { Serializer } from '@nestjs/microservices';

export const isTooLarge = (text: string): boolean => Buffer.byteLength(text) > mostBytesOfMessage;

/** NATS would carry it to nobody, and whoever waits would learn of it by its deadline alone. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
  constructor(readonly bytes: number) {
    super(`An answer of ${bytes} bytes is too large.`);
  }
}

/** Measures what leaves, in bytes, as what comes in is measured. @throws AnswerTooLarge. */
export class AnswerSerializer implements Serializer<object, Readonly<{ data: string }>> {
  serialize(packet: object) {
    const data = JSON.stringify(packet);
    if (isTooLarge(data)) throw new AnswerTooLarge(Buffer.byteLength(data));
    return { data };
  }
}
