import { Answers, type CallContext } from '@lethe/bus';
import { ConfirmCancellation, ReadPreCheck, type InputOf } from '@lethe/contracts';
import { CALLS, CLOCK, JOURNAL, KEYRING, SEALING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { CancellationKit } from '../cancellation-kit.ts';
import { confirmCancellation } from './confirm-cancellation.ts';
import { preCheck } from './pre-check.ts';

@Controller()
export class ConfirmingController {
  constructor(
    @Inject(JOURNAL) readonly journal: CancellationKit['journal'],
    @Inject(CALLS) readonly calls: CancellationKit['calls'],
    @Inject(SEALING) readonly sealing: CancellationKit['sealing'],
    @Inject(CLOCK) readonly clock: CancellationKit['clock'],
    @Inject(SETTINGS) readonly settings: CancellationKit['settings'],
    @Inject(KEYRING) readonly keyring: CancellationKit['keyring'],
  ) {}

  @Answers(ReadPreCheck)
  check(_input: InputOf<typeof ReadPreCheck>, context: CallContext) {
    return preCheck(this, context);
  }

  @Answers(ConfirmCancellation)
  confirm(input: InputOf<typeof ConfirmCancellation>, context: CallContext) {
    return confirmCancellation(this, input, context);
  }
}
