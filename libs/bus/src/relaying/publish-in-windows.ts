import { randomBytes } from 'node:crypto';
import { failpoint } from '@lethe/running';
import type { JetStreamClient } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { macHeader } from '../headers.ts';
import type { Macs } from './message-mac.ts';
import type { PublicMessage } from './public-message.ts';

/** Messages under way at once. */
const windowSize = 128;
const answerWithinMs = 5_000;

/**
 * Sends in windows. Each message expects the sequence of the one before, and the one before itself: else one that somebody
 * else wrote in its place would let all that follow pass. Its mac says the same to whoever reads the stream.
 * @returns the stream's last sequence. @throws once the window has drained, where one was refused or not answered.
 */
export const publishingTo =
  (client: Pick<JetStreamClient, 'publish'>, streamName: string, macs: Pick<Macs, 'of'>) =>
  async (messages: readonly PublicMessage[], last: number): Promise<number> => {
    for (let from = 0; from < messages.length; from += windowSize) {
      const window = windowOf(messages.slice(from, from + windowSize), last + from, macs);
      const sent = window.map(({ subject, body, carried, msgID, expect }) => {
        failpoint('relay.before-publish');
        const expected = { streamName, ...expect };
        return client.publish(subject, body, { headers: carried, msgID, expect: expected, timeout: answerWithinMs });
      });
      const answers = await Promise.allSettled(sent);
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    }
    return last + messages.length;
  };

/** Ids are of this try alone: by them the server tells what it follows, never what it had before. */
const windowOf = (messages: readonly PublicMessage[], last: number, macs: Pick<Macs, 'of'>) => {
  const thisTry = randomBytes(9).toString('base64url');
  const idOf = (place: number): string => `${thisTry}.${place}`;
  let previous = '';
  return messages.map(({ subject, body, headers: pairs }, place) => {
    const carried = headers();
    for (const [name, value] of pairs) carried.set(name, value);
    const said = new Map(pairs);
    const header = (name: string): string | undefined => said.get(name);
    previous = macs.of({ subject, header, body, sequence: last + place + 1, previous });
    carried.set(macHeader, previous);
    const behind = place === 0 ? {} : { lastMsgID: idOf(place - 1) };
    return { subject, body, carried, msgID: idOf(place), expect: { lastSequence: last + place, ...behind } };
  });
};
