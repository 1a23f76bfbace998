import { randomUUID } from 'node:crypto';
import type { Call, OutputOf, RefusalOf } from '@lethe/contracts';
import { ClientProxyFactory, NatsRecordBuilder, Transport, type ClientProxy } from '@nestjs/microservices';
import { headers } from '@nats-io/transport-node';
import { firstValueFrom, timeout } from 'rxjs';
import { fromWire } from './call-answer.ts';
import type { Calls, How } from './calls.ts';
import type { Clock } from '../clock.ts';
import { Unavailable } from './fault.ts';
import { browserHeader, correlationHeader, deadlineHeader, keyHeader, proofHeader } from '../headers.ts';
import type { Keyring } from '../proof/keyring.ts';
import { isTooLarge } from './message-size.ts';
import type { NatsServer } from '../streams/nats-server.ts';
import { ownProofs } from '../proof/proof.ts';

const defaultDeadlineMs = 5_000;

const calledService = ({ subject }: Call): string => {
  const [, , service] = subject.split('.');
  if (service === undefined) throw new Error(`${subject} names no service.`);
  return service;
};

/** Asks over NestJS's NATS transport. */
export class NatsCalls implements Calls {
  readonly #client: ClientProxy;
  readonly #proofFor: (audience: string) => Promise<string>;
  readonly #clock: Clock;

  constructor({ nats, keyring, clock }: Readonly<{ nats: NatsServer; keyring: Keyring; clock: Clock }>) {
    this.#client = ClientProxyFactory.create({ transport: Transport.NATS, options: { ...nats } });
    this.#proofFor = ownProofs(keyring, clock);
    this.#clock = clock;
  }

  async connect(): Promise<void> {
    await this.#client.connect();
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  async ask<C extends Call>(call: C, input: unknown, how: How = {}): Promise<OutputOf<C> | RefusalOf<C>> {
    if (isTooLarge(JSON.stringify(input))) throw new RangeError(`${call.subject}: the input is too large.`);
    const deadlineMs = how.deadlineMs ?? defaultDeadlineMs;
    const record = new NatsRecordBuilder(input).setHeaders(await this.#headers(call, how, deadlineMs)).build();
    const raw = await this.#send(call.subject, record, deadlineMs);
    return fromWire(call, raw) as OutputOf<C> | RefusalOf<C>;
  }

  async #headers(call: Call, how: How, deadlineMs: number) {
    const carried = headers();
    carried.set(proofHeader, how.as ?? (await this.#proofFor(calledService(call))));
    carried.set(deadlineHeader, new Date(Date.parse(this.#clock()) + deadlineMs).toISOString());
    carried.set(correlationHeader, how.correlationId ?? randomUUID());
    if (how.key !== undefined) carried.set(keyHeader, how.key);
    if (how.browser !== undefined) carried.set(browserHeader, how.browser);
    return carried;
  }

  /** The transport knows no timeout, and it says at once when nobody listens: both leave the outcome unknown. */
  async #send(subject: string, record: object, deadlineMs: number): Promise<unknown> {
    try {
      return await firstValueFrom(this.#client.send<unknown>(subject, record).pipe(timeout(deadlineMs)));
    } catch (error) {
      throw new Unavailable(subject, { cause: error });
    }
  }
}
