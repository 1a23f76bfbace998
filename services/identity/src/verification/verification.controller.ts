import { Answers, personOf, type CallContext } from '@lethe/bus';
import { ConfirmCode, IssueCancellationGrant, SendCode, type InputOf } from '@lethe/contracts';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { PASSWORDS, type Passwords } from '../credential/passwords.service.ts';
import type { IdentityKit } from '../identity.kit.ts';
import { codes, type Codes } from './codes.service.ts';
import { granting } from './granting.service.ts';

@Controller()
export class VerificationController {
  private readonly codes: Codes;
  private readonly granting: ReturnType<typeof granting>;

  constructor(@Inject(KIT) kit: IdentityKit, @Inject(PASSWORDS) passwords: Passwords) {
    this.codes = codes(kit);
    this.granting = granting(kit, passwords, this.codes);
  }

  @Answers(SendCode)
  send({ purpose }: InputOf<typeof SendCode>, context: CallContext) {
    return this.codes.send({ accountId: personOf(context).accountId, purpose }, context);
  }

  @Answers(ConfirmCode)
  confirm(input: InputOf<typeof ConfirmCode>, context: CallContext) {
    return this.codes.confirm(input, context);
  }

  @Answers(IssueCancellationGrant)
  grant(input: InputOf<typeof IssueCancellationGrant>, context: CallContext) {
    return this.granting(input, context);
  }
}
