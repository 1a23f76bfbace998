import { randomUUID } from 'node:crypto';
import { isSigned, type Call, type OutputOf, type RefusalOf } from '@lethe/contracts';
import { instantAfter } from '@lethe/deciding';
import type { Log } from '@lethe/running';
import { ClientProxyFactory, NatsRecordBuilder, Transport, type ClientProxy } from '@nestjs/microservices';
import { headers } from '@nats-io/transport-node';
import { firstValueFrom, timeout } from 'rxjs';
import { fromWire } from './call-answer.ts';
import type { Calls, How } from './calls.ts';
import type { Clock } from '../clock.ts';
import { Unavailable } from './fault.ts';
import { browserHeader, correlationHeader, deadlineHeader, keyHeader, nonceHeader, proofHeader } from '../headers.ts';
import type { Keyring } from '../proof/keyring.ts';
import { isTooLarge } from './message-size.ts';
import type { NatsServer } from '../streams/nats-server.ts';
import { ownProofs, type OwnProofs } from '../proof/proof.ts';
import { thisRequest, type Request } from '../proof/request-digest.ts';
import { assertAnswered } from './answer-proof.ts';
import { calledService } from './called-service.ts';

const defaultDeadlineMs = 5_000;

export type CallsParts = Readonly<{ nats: NatsServer; keyring: Keyring; clock: Clock; log: Log }>;

/** Asks over NestJS's NATS transport. */
export class NatsCalls implements Calls {
  readonly #client: ClientProxy;
  readonly #keyring: Keyring;
  readonly #proofs: OwnProofs;
  readonly #clock: Clock;
  readonly #log: Log;
  /** Answers since the start. */
  #unproven = 0;

  constructor({ nats, keyring, clock, log }: CallsParts) {
    this.#client = ClientProxyFactory.create({ transport: Transport.NATS, options: { ...nats } });
    this.#keyring = keyring;
    this.#proofs = ownProofs(keyring, clock);
    this.#clock = clock;
    this.#log = log;
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
    const request: Request = { subject: call.subject, key: how.key ?? randomUUID(), nonce: randomUUID(), input };
    const record = new NatsRecordBuilder(input).setHeaders(await this.#headers(call, request, how, deadlineMs)).build();
    const raw = await this.#send(call.subject, record, deadlineMs);
    if (isSigned(call)) await this.#assertProven(call, request, raw);
    return fromWire(call, raw) as OutputOf<C> | RefusalOf<C>;
  }

  async #headers(call: Call, request: Request, how: How, deadlineMs: number) {
    const carried = headers();
    carried.set(proofHeader, how.as ?? (await this.#ownProof(call, request)));
    carried.set(deadlineHeader, instantAfter(this.#clock(), deadlineMs));
    carried.set(correlationHeader, how.correlationId ?? randomUUID());
    carried.set(keyHeader, request.key);
    carried.set(nonceHeader, request.nonce);
    if (how.browser !== undefined) carried.set(browserHeader, how.browser);
    return carried;
  }

  #ownProof(call: Call, request: Request): Promise<string> {
    return call.bound ? this.#proofs.of(request) : this.#proofs.for(calledService(call));
  }

  /** Whoever hears a question can answer it first: only the service that was asked is believed (EVT-5). */
  async #assertProven(call: Call, request: Request, raw: unknown): Promise<void> {
    try {
      await assertAnswered(this.#keyring, call, thisRequest(request), raw);
    } catch (cause) {
      this.#unproven += 1;
      this.#log.error(
        { subject: call.subject, unproven: this.#unproven },
        'An answer was not proven: somebody else answers this call.',
      );
      throw new Unavailable(call.subject, { cause });
    }
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
