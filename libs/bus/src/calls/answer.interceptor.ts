import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { callOf } from './answers.ts';
import { toWire, type WireAnswer } from './call-answer.ts';

/** Nothing leaves a handler but an answer or a refusal as its contract says. @throws ContractBroken. */
export class AnswerInterceptor implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler): Observable<WireAnswer> {
    const call = callOf(execution);
    return next.handle().pipe(map((result) => toWire(call, result)));
  }
}
