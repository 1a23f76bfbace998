import { Answers, type CallContext } from '@lethe/bus';
import { ConfirmRegistration, Register, type InputOf } from '@lethe/contracts';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { PASSWORDS, type Passwords } from '../credential/passwords.service.ts';
import type { IdentityKit } from '../identity.kit.ts';
import { confirming } from './confirming.service.ts';
import { registering } from './registering.service.ts';

@Controller()
export class RegistrationController {
  private readonly registering: ReturnType<typeof registering>;
  private readonly confirming: ReturnType<typeof confirming>;

  constructor(@Inject(KIT) kit: IdentityKit, @Inject(PASSWORDS) passwords: Passwords) {
    this.registering = registering(kit, passwords);
    this.confirming = confirming(kit);
  }

  @Answers(Register)
  request(input: InputOf<typeof Register>, context: CallContext) {
    return this.registering(input, context);
  }

  @Answers(ConfirmRegistration)
  confirm(input: InputOf<typeof ConfirmRegistration>, context: CallContext) {
    return this.confirming(input, context);
  }
}
