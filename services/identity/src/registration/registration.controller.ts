import { Answers, type CallContext } from '@lethe/bus';
import {
  ConfirmRegistration,
  CorrectRegistrationEmail,
  ReadRegistration,
  Register,
  ResendRegistrationCode,
  type InputOf,
} from '@lethe/contracts';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { PASSWORDS, type Passwords } from '../credential/passwords.service.ts';
import type { IdentityKit } from '../identity.kit.ts';
import { confirming } from './confirming.service.ts';
import { registering } from './registering.service.ts';
import { readRegistration, sendingCode } from './sending-code.service.ts';

@Controller()
export class RegistrationController {
  private readonly registering: ReturnType<typeof registering>;
  private readonly confirming: ReturnType<typeof confirming>;
  private readonly sendingCode: ReturnType<typeof sendingCode>;

  constructor(
    @Inject(KIT) private readonly kit: IdentityKit,
    @Inject(PASSWORDS) passwords: Passwords,
  ) {
    this.registering = registering(kit, passwords);
    this.confirming = confirming(kit);
    this.sendingCode = sendingCode(kit);
  }

  @Answers(Register)
  request(input: InputOf<typeof Register>, context: CallContext) {
    return this.registering(input, context);
  }

  @Answers(ReadRegistration)
  read({ registrationId }: InputOf<typeof ReadRegistration>) {
    return readRegistration(this.kit, registrationId);
  }

  @Answers(ResendRegistrationCode)
  resend(input: InputOf<typeof ResendRegistrationCode>, context: CallContext) {
    return this.sendingCode(input, context);
  }

  @Answers(CorrectRegistrationEmail)
  correct(input: InputOf<typeof CorrectRegistrationEmail>, context: CallContext) {
    return this.sendingCode(input, context);
  }

  @Answers(ConfirmRegistration)
  confirm(input: InputOf<typeof ConfirmRegistration>, context: CallContext) {
    return this.confirming(input, context);
  }
}
