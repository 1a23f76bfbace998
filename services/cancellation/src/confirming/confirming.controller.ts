import { Answers, type CallContext } from '@lethe/bus';
import { ConfirmCancellation, ReadPreCheck, type InputOf } from '@lethe/contracts';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { CancellationKit } from '../cancellation-kit.ts';
import { confirmCancellation } from './confirm-cancellation.ts';
import { preCheck } from './pre-check.ts';

@Controller()
export class ConfirmingController {
  constructor(@Inject(KIT) private readonly kit: CancellationKit) {}

  @Answers(ReadPreCheck)
  check(_input: InputOf<typeof ReadPreCheck>, context: CallContext) {
    return preCheck(this.kit, context);
  }

  @Answers(ConfirmCancellation)
  confirm(input: InputOf<typeof ConfirmCancellation>, context: CallContext) {
    return confirmCancellation(this.kit, input, context);
  }
}
