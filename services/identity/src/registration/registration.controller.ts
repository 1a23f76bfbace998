import { Answers, type CallContext } from '@lethe/bus';
import {
  ConfirmRegistration,
  CorrectRegistrationEmail,
  ReadRegistration,
  Register,
  ResendRegistrationCode,
  type InputOf,
} from '@lethe/contracts';
import { CALLS, CLOCK, DATABASE, JOURNAL, SEALING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { PASSWORDS, type Passwords } from '../credential/passwords.service.ts';
import type { IdentityKit } from '../identity-kit.ts';
import { confirming } from './confirming.service.ts';
import { registering } from './registering.service.ts';
import { readRegistration, sendingCode } from './sending-code.service.ts';

@Controller()
export class RegistrationController {
  private readonly registering: ReturnType<typeof registering>;
  private readonly confirming: ReturnType<typeof confirming>;
  private readonly sendingCode: ReturnType<typeof sendingCode>;

  constructor(
    @Inject(JOURNAL) readonly journal: IdentityKit['journal'],
    @Inject(CALLS) readonly calls: IdentityKit['calls'],
    @Inject(SEALING) readonly sealing: IdentityKit['sealing'],
    @Inject(DATABASE) readonly database: IdentityKit['database'],
    @Inject(CLOCK) readonly clock: IdentityKit['clock'],
    @Inject(SETTINGS) readonly settings: IdentityKit['settings'],
    @Inject(PASSWORDS) passwords: Passwords,
  ) {
    this.registering = registering(this, passwords);
    this.confirming = confirming(this);
    this.sendingCode = sendingCode(this);
  }

  @Answers(Register)
  request(input: InputOf<typeof Register>, context: CallContext) {
    return this.registering(input, context);
  }

  @Answers(ReadRegistration)
  read({ registrationId }: InputOf<typeof ReadRegistration>) {
    return readRegistration(this, registrationId);
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
