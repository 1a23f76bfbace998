import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { Explained, within, type Log } from '@lethe/running';
import { NatsRequestJSONDeserializer, ServerNats, type NatsContext } from '@nestjs/microservices';
import type { Msg, NatsConnection, Subscription, SubscriptionOptions } from '@nats-io/transport-node';
import { correlationHeader } from '../headers.ts';
import type { NatsServer } from '../streams/nats-server.ts';
import type { WireAnswer } from './call-answer.ts';
import { AnswerSerializer, AnswerTooLarge } from './message-size.ts';

/** How long a stop waits for handlers that run; longer than any call waits for its answer. */
const longestWaitMs = 10_000;

/** A server that is away answers no drain: then there is nobody to drain to. */
const drainedWithinMs = 1_000;

/** Nest waits a fixed time at a stop; this one takes no more calls, waits for those that it took, and sends their answers. */
export class CallServer extends ServerNats {
  readonly #subscriptions: Subscription[] = [];
  /** From before the guard until the answer is on its way. */
  readonly #running = new Set<unknown>();
  #noneLeft: () => void = () => undefined;
  #connection: NatsConnection | undefined;
  readonly #log: Log;

  constructor(options: NatsServer & Readonly<{ queue: string }>, log: Log) {
    super({ ...options, deserializer: new RequestDeserializer(), serializer: new AnswerSerializer() });
    this.#log = log;
    this.setOnProcessingStartHook((_transport, context, process) => {
      this.#running.add(context);
      return process();
    });
    this.setOnProcessingEndHook((_transport, context) => {
      this.#running.delete(context);
      if (this.#running.size === 0) this.#noneLeft();
    });
  }

  override bindEvents(connection: NatsConnection): void {
    this.#connection = connection;
    super.bindEvents({
      subscribe: (subject: string, options: SubscriptionOptions) => {
        const subscription = connection.subscribe(subject, options);
        this.#subscriptions.push(subscription);
        return subscription;
      },
    });
  }

  /** An answer that does not fit is a fault at once, and the log says whose it was (L2). */
  override getPublisher(message: Msg, id: string, context: NatsContext): ReturnType<ServerNats['getPublisher']> {
    const publish = super.getPublisher(message, id, context);
    return (answer: unknown) => {
      try {
        return publish(answer);
      } catch (error) {
        if (!(error instanceof AnswerTooLarge)) throw error;
        const { subject, headers } = message;
        const facts = { subject, correlationId: headers?.get(correlationHeader), bytes: error.bytes };
        this.#log.error(facts, 'An answer is too large to be carried.');
        return publish({ response: { fault: 'answer-too-large' } satisfies WireAnswer, isDisposed: true });
      }
    };
  }

  /** Until the server knows the subscriptions it says that nobody is there. */
  async known(): Promise<void> {
    await this.#connection?.flush();
  }

  override async close(): Promise<void> {
    await within(drainedWithinMs, Promise.allSettled(this.#subscriptions.map((each) => each.drain())));
    await within(longestWaitMs, this.#settled());
    await within(drainedWithinMs, Promise.allSettled([this.#connection?.drain()]));
    await super.close();
  }

  /** What was taken last is counted in the next turn, and an answer is written in the turn after its call has ended. */
  async #settled(): Promise<void> {
    await turnOfTheLoop();
    if (this.#running.size > 0)
      await new Promise<void>((resolve) => {
        this.#noneLeft = resolve;
      });
    await turnOfTheLoop();
  }
}

/** A parser's error quotes what it read, and Nest logs it. */
class RequestDeserializer extends NatsRequestJSONDeserializer {
  override deserialize(...message: Parameters<NatsRequestJSONDeserializer['deserialize']>) {
    try {
      return super.deserialize(...message);
    } catch {
      throw new Explained('A call arrived that is no JSON.');
    }
  }
}
