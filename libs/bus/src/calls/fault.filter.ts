import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { NatsContext } from '@nestjs/microservices';
import { of, type Observable } from 'rxjs';
import { reportOf, type Log } from '@lethe/running';
import { natsContextOf, saidBy } from './admission.ts';
import { faultOf, type WireAnswer } from './call-answer.ts';
import { NeedUnmet } from './caller.ts';
import type { Fault } from './fault.ts';

/**
 * Whatever was thrown becomes a fault without detail, and one line in the log; what somebody mistyped is no news. A need
 * that is not met is a refusal.
 */
@Catch()
export class FaultFilter implements ExceptionFilter {
  readonly #log: Log;
  #unproven = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  catch(error: unknown, host: ArgumentsHost): Observable<WireAnswer> {
    if (error instanceof NeedUnmet) return of({ refused: error.need, details: {} });
    const answer = faultOf(error);
    if (answer.fault !== 'invalid') this.#note(natsContextOf(host), answer.fault, error);
    return of(answer);
  }

  /** Rare where nobody tries anything: a person's token that ran out on its way. `unproven` counts since the start. */
  #noteUnproven(facts: object): void {
    this.#unproven += 1;
    this.#log.warn({ ...facts, unproven: this.#unproven }, 'A call was not proven.');
  }

  #note(context: NatsContext, fault: Fault, error: unknown): void {
    const { correlationId } = saidBy(context);
    const facts = { correlationId, subject: context.getSubject(), fault, ...reportOf(error) };
    if (fault === 'internal') this.#log.error(facts, 'A call failed.');
    else if (fault === 'no-room') this.#log.error(facts, 'A call found no room: make some, nothing is lost.');
    else if (fault === 'unauthenticated') this.#noteUnproven(facts);
    else this.#log.info(facts, 'A call was not done.');
  }
}
