import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { of, type Observable } from 'rxjs';
import { reportOf, type Log } from '@lethe/running';
import { natsContextOf, saidBy } from './admission.ts';
import { faultOf, type WireAnswer } from './call-answer.ts';
import { NeedUnmet } from './caller.ts';

/** Whatever was thrown becomes a fault without detail, and one line in the log. A need that is not met is a refusal. */
@Catch()
export class FaultFilter implements ExceptionFilter {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  catch(error: unknown, host: ArgumentsHost): Observable<WireAnswer> {
    if (error instanceof NeedUnmet) return of({ refused: error.need, details: {} });
    const answer = faultOf(error);
    const context = natsContextOf(host);
    const facts = {
      correlationId: saidBy(context).correlationId,
      subject: context.getSubject(),
      fault: answer.fault,
      ...reportOf(error),
    };
    if (answer.fault === 'internal') this.#log.error(facts, 'A call failed.');
    else if (answer.fault === 'no-room') this.#log.error(facts, 'A call found no room: make some, nothing is lost.');
    else this.#log.info(facts, 'A call was not done.');
    return of(answer);
  }
}
