import { Answers, type CallContext } from '@lethe/bus';
import { AskForPasswordReset, ResetPassword, type InputOf } from '@lethe/contracts';
import { CALLS, CLOCK, DATABASE, JOURNAL, LOG, SEALING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { PASSWORDS, type Passwords } from '../credential/passwords.service.ts';
import type { IdentityKit } from '../identity-kit.ts';
import { askingForReset } from './asking.service.ts';
import { resettingPassword } from './resetting.service.ts';

@Controller()
export class PasswordResetController {
  private readonly asking: ReturnType<typeof askingForReset>;
  private readonly resetting: ReturnType<typeof resettingPassword>;

  constructor(
    @Inject(JOURNAL) readonly journal: IdentityKit['journal'],
    @Inject(CALLS) readonly calls: IdentityKit['calls'],
    @Inject(SEALING) readonly sealing: IdentityKit['sealing'],
    @Inject(DATABASE) readonly database: IdentityKit['database'],
    @Inject(CLOCK) readonly clock: IdentityKit['clock'],
    @Inject(SETTINGS) readonly settings: IdentityKit['settings'],
    @Inject(LOG) readonly logger: IdentityKit['logger'],
    @Inject(PASSWORDS) passwords: Passwords,
  ) {
    this.asking = askingForReset(this);
    this.resetting = resettingPassword(this, passwords);
  }

  @Answers(AskForPasswordReset)
  ask(input: InputOf<typeof AskForPasswordReset>, context: CallContext) {
    return this.asking(input, context);
  }

  @Answers(ResetPassword)
  reset(input: InputOf<typeof ResetPassword>, context: CallContext) {
    return this.resetting(input, context);
  }
}
