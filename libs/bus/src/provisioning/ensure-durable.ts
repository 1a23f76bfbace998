import type { Durable } from '@lethe/contracts';
import { AckPolicy, DeliverPolicy, ReplayPolicy, type JetStreamManager } from '@nats-io/jetstream';
import { ackWaitSeconds, mostOut } from '../streams/streams.ts';
import { assertAsAsked, ifThere } from './as-asked.ts';

const nanoseconds = 1_000_000_000;

/**
 * A durable, made where it is missing; one of a build before lets more out from now on. It never gives up on a message:
 * that a message is set aside is for its consumer to say.
 * @throws Explained where the server set it up otherwise.
 */
export const ensureDurable = async (
  { consumers }: JetStreamManager,
  { name, stream, filter }: Durable,
): Promise<void> => {
  const asked = {
    durable_name: name,
    filter_subject: filter,
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.Explicit,
    ack_wait: ackWaitSeconds * nanoseconds,
    max_deliver: -1,
    max_ack_pending: mostOut,
    replay_policy: ReplayPolicy.Instant,
  };
  const found = (await ifThere(consumers.info(stream, name))) ?? (await consumers.add(stream, asked));
  const { config } =
    found.config.max_ack_pending === mostOut
      ? found
      : await consumers.update(stream, name, { max_ack_pending: mostOut });
  assertAsAsked(`the durable ${name}`, asked, config);
};
