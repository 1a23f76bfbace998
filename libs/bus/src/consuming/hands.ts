import type { JsMsg } from '@nats-io/jetstream';
import { readingHeaders } from '../headers.ts';
import { ackWaitSeconds } from '../streams/streams.ts';
import { entityOf, type Arrived } from './arrived.ts';
import type { Verdict } from './delivery.ts';
import { lanesOf } from './lanes.ts';

/** Worked on at once. */
const laneCount = 8;
const prolongEveryMs = (ackWaitSeconds * 1_000) / 3;

type Parts = Readonly<{
  stream: string;
  /** As many as the server lets out. */
  capacity: number;
  deal: (message: Arrived) => Promise<Verdict>;
  /** Aborted where the round ends: what has not begun by then is given back. */
  signal: AbortSignal;
  /** Told of what is not a message's own fault. */
  failed: (error: unknown) => void;
}>;

/**
 * What one puller holds: each message until it is dealt with, in its entity's lane, prolonged so that the server gives it
 * to nobody else. Nothing is ever given back out of order: only all of it, at the end of a round.
 */
export class Hands {
  readonly #parts: Parts;
  readonly #held = new Map<number, JsMsg>();
  readonly #lanes = lanesOf(laneCount);
  readonly #prolonging = setInterval(() => this.#prolong(), prolongEveryMs);
  #freed = Promise.withResolvers<void>();

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.signal.addEventListener('abort', () => this.#freed.resolve(), { once: true });
  }

  /** What is held already was given twice, since the server waited in vain: the first one answers for both. */
  take(message: JsMsg): void {
    if (this.#held.has(message.seq)) return;
    this.#held.set(message.seq, message);
    this.#lanes.put(entityOf(message), () => this.#dealWith(message));
  }

  /** How many more may be taken, once it is one at least or the round ends. */
  async room(): Promise<number> {
    const { capacity, signal } = this.#parts;
    while (this.#held.size >= capacity && !signal.aborted) {
      await this.#freed.promise;
      this.#freed = Promise.withResolvers();
    }
    return capacity - this.#held.size;
  }

  /** Waits for what has begun, and gives back the rest in its order. */
  async empty(): Promise<void> {
    await this.#lanes.empty();
    clearInterval(this.#prolonging);
    for (const [, message] of [...this.#held].toSorted(([one], [other]) => one - other)) message.nak();
  }

  #prolong(): void {
    if (!this.#parts.signal.aborted) for (const message of this.#held.values()) message.working();
  }

  async #dealWith(message: JsMsg): Promise<void> {
    const { deal, stream, signal, failed } = this.#parts;
    if (signal.aborted) return;
    try {
      const verdict = await deal(arrivedOf(message, stream));
      if (verdict === 'given-back') return;
      if (verdict === 'done') message.ack();
      // Servers before 2.11 take no notice of a term with a reason.
      else message.term();
      this.#held.delete(message.seq);
      this.#freed.resolve();
    } catch (error) {
      failed(error);
    }
  }
}

const arrivedOf = (message: JsMsg, stream: string): Arrived => ({
  stream,
  sequence: message.seq,
  storedAt: message.time.toISOString(),
  subject: message.subject,
  header: readingHeaders(() => message.headers),
  data: message.data,
});
