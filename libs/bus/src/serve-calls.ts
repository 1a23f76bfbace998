import { Explained, within, type Log } from '@lethe/running';
import { Module, type DynamicModule, type LoggerService, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NatsRequestJSONDeserializer, ServerNats } from '@nestjs/microservices';
import type { NatsConnection, Subscription, SubscriptionOptions } from '@nats-io/transport-node';
import { CallInterceptor } from './call-interceptor.ts';
import type { Clock } from './clock.ts';
import { assertDeclared } from './declared.ts';
import type { Keyring } from './keyring.ts';
import type { NatsServer } from './nats-server.ts';

/** How long a stop waits for handlers that run; longer than any call waits for its answer. */
const longestWaitMs = 10_000;

/** A server that is away answers no drain: then there is nobody to drain to. */
const drainedWithinMs = 1_000;

/** Nest waits a fixed time at a stop; this one takes no more calls, waits for the handlers that run, and sends their answers. */
class CallServer extends ServerNats {
  readonly #settled: () => Promise<void>;
  readonly #subscriptions: Subscription[] = [];
  #connection: NatsConnection | undefined;

  constructor(options: NatsServer & Readonly<{ queue: string }>, settled: () => Promise<void>) {
    super({ ...options, deserializer: new RequestDeserializer() });
    this.#settled = settled;
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

@Module({})
class ServiceModule {}

export type Serving = Readonly<{
  service: string;
  nats: NatsServer;
  controllers: readonly Type[];
  providers?: readonly Provider[];
  keyring: Keyring;
  clock: Clock;
  log: Log;
  nestLogger?: LoggerService | false;
}>;

/**
 * Answers calls until it is closed; closing waits for the handlers that run.
 * @throws Error when a handler does not declare its call, or declares another service's.
 */
export const serveCalls = async (serving: Serving): Promise<Readonly<{ close: () => Promise<void> }>> => {
  const { service, nats, controllers, providers = [], nestLogger = false } = serving;
  assertDeclared(service, controllers);
  const module: DynamicModule = { module: ServiceModule, controllers: [...controllers], providers: [...providers] };
  const interceptor = new CallInterceptor(serving);
  const server = new CallServer({ ...nats, queue: service }, () => interceptor.settled());
  const app = await NestFactory.createMicroservice(module, {
    strategy: server,
    logger: nestLogger,
    abortOnError: false,
  });
  app.useGlobalInterceptors(interceptor);
  await app.listen();
  await server.known();
  return { close: () => app.close() };
};
