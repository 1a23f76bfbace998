import { streamOf } from '@lethe/contracts';
import type { StoredEvent } from '@lethe/event-store';
import { failpoint, reportOf, tryDue, tryNow, type Taken, type TryingAgain } from '@lethe/running';
import { jetstream } from '@nats-io/jetstream';
import { reachedHeader } from '../headers.ts';
import { explainNoRoom } from '../streams/no-room.ts';
import { PassingOn } from './passing-on.ts';
import { macsBy } from './message-mac.ts';
import { publicMessages, type PublicMessage } from './public-message.ts';
import { publishingTo } from './publish-in-windows.ts';
import { relayCheckpoint } from './relay-checkpoint.ts';
import type { RelayParts } from './relay-parts.ts';
import { allOfEvent, type Standing } from './relay-standing.ts';

/**
 * Where one round stands in log and stream, and what it publishes from there. Whatever publishes does so alone, since each
 * message follows the one before.
 */
export class PlaceInStream {
  readonly #parts: RelayParts;
  readonly #epoch: string;
  readonly #worker: string;
  readonly #send: ReturnType<typeof publishingTo>;
  readonly #passing: PassingOn;
  readonly #again: TryingAgain;
  readonly #noRoom: ReturnType<typeof explainNoRoom>;
  #standing: Standing;
  #busy = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: RelayParts, worker: string, { epoch, standing }: Readonly<{ epoch: string; standing: Standing }>) {
    const { service, pool, nats, log, secret } = parts;
    this.#parts = parts;
    this.#epoch = epoch;
    this.#worker = worker;
    this.#standing = standing;
    this.#send = publishingTo(jetstream(nats), streamOf(service), macsBy(secret));
    this.#passing = new PassingOn({ pool, worker, messagesOf: (event) => this.#messagesOf(event), log });
    const more = `more events in ${streamOf(service)} (\`nats stream edit --max-bytes\`, and its disk)`;
    this.#noRoom = explainNoRoom(nats.getServer(), more);
    this.#again = {
      rows: this.#passing.rows,
      work: (taken) => this.#sendLate(taken),
      onError: (error, taken) => this.#stillNotPublished(error, taken),
    };
  }

  /** All of the log is published up to here, but for what is set aside. */
  get reached(): bigint {
    return this.#standing.position;
  }

  /** Undefined while it publishes. */
  get sequence(): number | undefined {
    return this.#busy ? undefined : this.#standing.sequence;
  }

  get holdsAnything(): boolean {
    return this.#passing.holdsAnything;
  }

  publish(events: readonly StoredEvent[]): Promise<void> {
    return this.#alone(() => this.#publish(events));
  }

  /**
   * Completes the event that the stream ends with, of which a part may be missing, or notes that nothing is: what somebody
   * else wrote is then passed over once. Tries once what is set aside: a program that has begun anew may be able to read
   * what the one before could not.
   */
  begin(): Promise<void> {
    const { index, position } = this.#standing;
    return this.#alone(async () => {
      await this.#passing.goOnBehind(index === allOfEvent ? position : position - 1n);
      if (index === allOfEvent) await this.#note();
      else await this.#publish(await this.#parts.store.readAll(position - 1n, 1));
      if (this.holdsAnything) await tryNow(this.#again);
      await this.#passing.lookAgain();
    });
  }

  tryDue(signal: AbortSignal): Promise<void> {
    return this.#alone(async () => {
      await tryDue(this.#again, signal);
      await this.#passing.lookAgain();
    });
  }

  #alone(work: () => Promise<void>): Promise<void> {
    const next = this.#last.then(work);
    this.#last = next.catch(() => undefined);
    return next;
  }

  #messagesOf(event: StoredEvent): readonly PublicMessage[] {
    return publicMessages(this.#parts.service, this.#epoch, this.#parts.published, event);
  }

  async #publish(events: readonly StoredEvent[]): Promise<void> {
    const messages = (await this.#passing.of(events)).filter((message) => isBehind(this.#standing, message));
    await this.#sendAll(messages, events.at(-1)?.position ?? this.reached);
  }

  async #sendAll(messages: readonly PublicMessage[], position: bigint): Promise<void> {
    this.#busy = true;
    const sequence = await this.#send(messages, this.#standing.sequence).catch(this.#noRoom);
    failpoint('relay.after-publish');
    this.#standing = { sequence, position, index: allOfEvent };
    this.#busy = false;
    await this.#note();
  }

  async #note(): Promise<void> {
    const { position, sequence } = this.#standing;
    await relayCheckpoint(this.#parts.pool).save({ epoch: this.#epoch, position, sequence });
  }

  /** What goes out late says how far the log was published by then: the next round would else publish all since again. */
  async #sendLate({ place }: Taken): Promise<void> {
    const [event] = await this.#parts.store.readAll(BigInt(place) - 1n, 1);
    const messages = event === undefined ? [] : this.#messagesOf(event);
    const reached = [reachedHeader, String(this.reached)] as const;
    const late = messages.map((message) => ({ ...message, headers: [...message.headers, reached] }));
    if (late.length > 0) await this.#sendAll(late, this.reached);
  }

  #stillNotPublished(error: unknown, { entity, place }: Taken): void {
    const facts = { worker: this.#worker, entity, position: place, ...reportOf(error) };
    this.#parts.log.error(facts, 'An event is still not published.');
  }
}

const isBehind = (standing: Standing, { position, index }: PublicMessage): boolean =>
  position > standing.position || (position === standing.position && index > standing.index);
