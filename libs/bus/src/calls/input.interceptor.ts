import { invalidFields } from '@lethe/contracts';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { commandOfCall } from '../command-of.ts';
import { admissionOf, natsContextOf } from './admission.ts';
import { callOf } from './answers.ts';
import type { CallContext } from './caller.ts';
import { InvalidInput } from './fault.ts';

/**
 * Puts the checked input in the handler's hands, and beside it who calls and the command. No pipe: those see one argument
 * each, and the command is made of both.
 * @throws InvalidInput.
 */
export class InputInterceptor implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const handed = execution.getArgs<unknown[]>();
    const call = callOf(execution);
    const { caller, key, browser, correlationId, deadline } = admissionOf(natsContextOf(execution));
    const input = call.input.safeParse(handed[0]);
    if (!input.success) throw new InvalidInput(invalidFields(input.error.issues, handed[0]));
    const command = commandOfCall({ call, input: input.data, caller, key, browser, correlationId });
    handed[0] = input.data;
    handed[1] = { caller, command, correlationId, deadline } satisfies CallContext;
    return next.handle();
  }
}
