import type { Consumer as Pull, JsMsg } from '@nats-io/jetstream';

/** A pull lasts so long; a stop waits for it. The server allows no less. */
const expires = 1_000;

/**
 * What waits, at most so many, in the order of their deliveries; none where nothing comes within a second.
 *
 * Each has a pull of its own: nats-server takes an empty message for the end of what it answers to a pull from another
 * account, and what else it answered to that one would be in nobody's hands (EVT-5).
 * @throws what the first failed pull threw, once none of them can bring anything any more.
 */
export const pulled = async (pull: Pick<Pull, 'next'>, atMost: number): Promise<readonly JsMsg[]> => {
  const first = await pull.next({ expires });
  if (first === null) return [];
  const waiting = Math.min(first.info.pending, atMost - 1);
  const others = await Promise.allSettled(Array.from({ length: waiting }, () => pull.next({ expires })));
  const messages = others.map((other) => {
    if (other.status === 'rejected') throw other.reason;
    return other.value;
  });
  return [first, ...messages.filter((message) => message !== null)].toSorted(byDelivery);
};

const byDelivery = ({ info: one }: JsMsg, { info: other }: JsMsg): number =>
  one.deliverySequence - other.deliverySequence;
