import { randomUUID } from 'node:crypto';
import { invalidFields, type Call } from '@lethe/contracts';
import { reportOf, type Log } from '@lethe/running';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { NatsContext } from '@nestjs/microservices';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { answeredBy } from './answers.ts';
import { fault, faultOf, toWire, type WireAnswer } from './call-answer.ts';
import type { CallContext } from './caller.ts';
import type { Clock } from '../clock.ts';
import { commandOfCall } from '../command-of.ts';
import { browserHeader, correlationHeader, deadlineHeader, keyHeader, proofHeader } from '../headers.ts';
import { NotProven, type Keyring } from '../proof/keyring.ts';
import { callerOf, mayCall } from '../proof/proof.ts';

type Ground = Readonly<{ service: string; keyring: Keyring; clock: Clock; log: Log }>;
type Headers = (name: string) => string | undefined;

const headersOf = (context: NatsContext): Headers => {
  const headers = context.getHeaders() as { get(name: string): string } | undefined;
  return (name) => headers?.get(name) || undefined;
};

/**
 * Stands before every handler: who calls, may they, is anybody still waiting, is the input as the contract says.
 * Stands behind it: is the answer as the contract says. Whatever was thrown becomes a fault without detail.
 */
export class CallInterceptor implements NestInterceptor {
  readonly #ground: Ground;
  readonly #running = new Set<Promise<WireAnswer>>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  intercept(execution: ExecutionContext, next: CallHandler): Observable<WireAnswer> {
    const answer = this.#answer(execution, next).finally(() => this.#running.delete(answer));
    this.#running.add(answer);
    return from(answer);
  }

  /** Resolves once no handler runs any more. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  async #answer(execution: ExecutionContext, next: CallHandler): Promise<WireAnswer> {
    const call = answeredBy(execution.getHandler());
    const header = headersOf(execution.getArgByIndex<NatsContext>(1));
    const correlationId = header(correlationHeader) ?? randomUUID();
    try {
      if (call === undefined) throw new Error('This handler declares no call.');
      const refusal = await this.#admit(call, execution.getArgs(), header, correlationId);
      return refusal ?? toWire(call, await lastValueFrom(next.handle(), { defaultValue: undefined }));
    } catch (error) {
      const which = faultOf(error);
      const facts = { correlationId, subject: call?.subject, fault: which, ...reportOf(error) };
      if (which === 'internal') this.#ground.log.error(facts, 'A call failed.');
      else this.#ground.log.info(facts, 'A call was not done.');
      return fault(which);
    }
  }

  /** Puts the checked input and the context in the handler's hands, or says why not. */
  async #admit(call: Call, handed: unknown[], header: Headers, correlationId: string): Promise<WireAnswer | undefined> {
    const { service, keyring, clock } = this.#ground;
    const token = header(proofHeader);
    if (token === undefined) throw new NotProven();
    const caller = await callerOf(keyring, token, service);
    if (!mayCall(caller, call)) return fault('forbidden');
    const deadline = header(deadlineHeader) ?? '';
    if (!(Date.parse(deadline) > Date.parse(clock()))) return fault('deadline-passed');
    const input = call.input.safeParse(handed[0]);
    if (!input.success) return fault('invalid', { fields: invalidFields(input.error.issues, handed[0]) });
    const key = header(keyHeader) ?? randomUUID();
    const command = commandOfCall({
      call,
      input: input.data,
      caller,
      key,
      browser: header(browserHeader),
      correlationId,
    });
    handed[0] = input.data;
    handed[1] = { caller, command, correlationId, deadline } satisfies CallContext;
    return undefined;
  }
}
