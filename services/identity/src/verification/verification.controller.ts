import { Answers, personOf, type CallContext } from '@lethe/bus';
import {
  ConfirmCode,
  ConfirmStopCode,
  IssueCancellationGrant,
  SendCode,
  SendStopCode,
  type InputOf,
} from '@lethe/contracts';
import { CALLS, CLOCK, DATABASE, JOURNAL, KEYRING, SEALING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { PASSWORDS, type Passwords } from '../credential/passwords.service.ts';
import type { IdentityKit } from '../identity-kit.ts';
import { checking } from './checking.service.ts';
import { granting } from './granting.service.ts';
import { sending } from './sending.service.ts';

@Controller()
export class VerificationController {
  private readonly sending: ReturnType<typeof sending>;
  private readonly checking: ReturnType<typeof checking>;
  private readonly granting: ReturnType<typeof granting>;

  constructor(
    @Inject(JOURNAL) readonly journal: IdentityKit['journal'],
    @Inject(CALLS) readonly calls: IdentityKit['calls'],
    @Inject(SEALING) readonly sealing: IdentityKit['sealing'],
    @Inject(DATABASE) readonly database: IdentityKit['database'],
    @Inject(CLOCK) readonly clock: IdentityKit['clock'],
    @Inject(SETTINGS) readonly settings: IdentityKit['settings'],
    @Inject(KEYRING) readonly keyring: IdentityKit['keyring'],
    @Inject(PASSWORDS) passwords: Passwords,
  ) {
    this.sending = sending(this);
    this.checking = checking(this);
    this.granting = granting(this, passwords);
  }

  @Answers(SendCode)
  send({ purpose }: InputOf<typeof SendCode>, context: CallContext) {
    return this.sending({ accountId: personOf(context).accountId, purpose }, context);
  }

  @Answers(ConfirmCode)
  confirm(input: InputOf<typeof ConfirmCode>, context: CallContext) {
    return this.checking(input, context);
  }

  @Answers(SendStopCode)
  sendToStop({ accountId }: InputOf<typeof SendStopCode>, context: CallContext) {
    return this.sending({ accountId, purpose: 'stop-cancellation' }, context);
  }

  @Answers(ConfirmStopCode)
  confirmToStop({ accountId, code }: InputOf<typeof ConfirmStopCode>, context: CallContext) {
    return this.checking({ accountId, purpose: 'stop-cancellation', code }, context);
  }

  @Answers(IssueCancellationGrant)
  grant(input: InputOf<typeof IssueCancellationGrant>, context: CallContext) {
    return this.granting(input, context);
  }
}
