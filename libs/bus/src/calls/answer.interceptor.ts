import { isSigned } from '@lethe/contracts';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { mergeMap, type Observable } from 'rxjs';
import type { Keyring } from '../proof/keyring.ts';
import { admissionOf, natsContextOf } from './admission.ts';
import { proven } from './answer-proof.ts';
import { callOf } from './answers.ts';
import { toWire, type WireAnswer } from './call-answer.ts';

/** Nothing leaves a handler but an answer or a refusal as its contract says, signed where it says so. @throws ContractBroken. */
export class AnswerInterceptor implements NestInterceptor {
  readonly #keyring: Keyring;

  constructor({ keyring }: Readonly<{ keyring: Keyring }>) {
    this.#keyring = keyring;
  }

  intercept(execution: ExecutionContext, next: CallHandler): Observable<WireAnswer> {
    const call = callOf(execution);
    const { request } = admissionOf(natsContextOf(execution));
    return next.handle().pipe(
      mergeMap(async (result) => {
        const answer = toWire(call, result);
        return isSigned(call) ? proven(this.#keyring, request, answer) : answer;
      }),
    );
  }
}
