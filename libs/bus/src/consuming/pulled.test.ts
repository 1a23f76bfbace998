import { describe, expect, it } from '@jest/globals';
import type { JsMsg } from '@nats-io/jetstream';
import { pulled } from './pulled.ts';

type Answer = JsMsg | null;
const delivery = (deliverySequence: number, pending: number) =>
  ({ seq: deliverySequence, info: { deliverySequence, pending } }) as JsMsg;

/** Each pull has the next of these answers. */
const answering = (...answers: readonly (() => Promise<Answer>)[]) => {
  const left = [...answers];
  const next = (): Promise<Answer> => left.shift()?.() ?? Promise.reject(new Error('asked too often'));
  return { pull: { next }, left };
};
const now = (answer: Answer) => () => Promise.resolve(answer);
const sequences = (messages: readonly JsMsg[]): readonly number[] => messages.map(({ seq }) => seq);

describe('Messages that are pulled one by one (EVT-5)', () => {
  it('are none where none comes', async () => {
    expect(await pulled(answering(now(null)).pull, 32)).toEqual([]);
  });

  it.each([
    ['what waits', 32, 2, [1, 2, 3]],
    ['what there is room for', 2, 7, [1, 2]],
    ['the first, where there is room for one', 1, 7, [1]],
    ['the first, where nothing waits behind it', 32, 0, [1]],
  ])('are as many as %s', async (_what, atMost, pending, expected) => {
    const { pull } = answering(...[1, 2, 3].map((place) => now(delivery(place, pending + 1 - place))));
    expect(sequences(await pulled(pull, atMost))).toEqual(expected);
  });

  it('come in the order of their deliveries, whichever pull brought which, and less than was said', async () => {
    const { pull } = answering(now(delivery(1, 3)), now(delivery(3, 1)), now(null), now(delivery(2, 2)));
    expect(sequences(await pulled(pull, 32))).toEqual([1, 2, 3]);
  });

  it('are in nobody’s hands where a pull fails, which is told once no other pull is out', async () => {
    const { promise: late, resolve } = Promise.withResolvers<Answer>();
    const { pull } = answering(
      now(delivery(1, 2)),
      () => Promise.reject(new Error('heartbeats missed')),
      () => late,
    );
    const told: string[] = [];
    const asked = pulled(pull, 32).catch((error: unknown) => void told.push(String(error)));
    await new Promise(setImmediate);
    expect(told).toEqual([]);
    resolve(delivery(2, 1));
    await asked;
    expect(told).toEqual(['Error: heartbeats missed']);
  });
});
