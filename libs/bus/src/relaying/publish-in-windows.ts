import { failpoint } from '@lethe/running';
import type { JetStreamClient } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import type { PublicMessage } from './public-message.ts';

/** Messages under way at once. */
const windowSize = 128;
const answerWithinMs = 5_000;

/**
 * Sends in windows, each message expecting the sequence of the one before, so that a hole refuses all that follows.
 * @returns the stream's last sequence. @throws once the window has drained, where one was refused or not answered.
 */
export const publishingTo =
  (client: JetStreamClient, streamName: string) =>
  async (messages: readonly PublicMessage[], last: number): Promise<number> => {
    for (let from = 0; from < messages.length; from += windowSize) {
      const sent = messages.slice(from, from + windowSize).map(({ subject, body, headers: pairs }, place) => {
        failpoint('relay.before-publish');
        const carried = headers();
        for (const [name, value] of pairs) carried.set(name, value);
        const expect = { streamName, lastSequence: last + from + place };
        return client.publish(subject, body, { headers: carried, expect, timeout: answerWithinMs });
      });
      const answers = await Promise.allSettled(sent);
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    }
    return last + messages.length;
  };
