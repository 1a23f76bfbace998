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
    const { accountId, sessionId } = personOf(context);
    return this.sending({ accountId, purpose, asker: { by: 'session', sessionId } }, context);
  }

  @Answers(ConfirmCode)
  confirm({ sessionId, ...given }: InputOf<typeof ConfirmCode>, context: CallContext) {
    return this.checking({ ...given, asker: { by: 'session', sessionId } }, context);
  }

  @Answers(SendStopCode)
  sendToStop({ accountId }: InputOf<typeof SendStopCode>, context: CallContext) {
    return this.sending({ accountId, purpose: 'stop-cancellation', asker: { by: 'link' } }, context);
  }

  @Answers(ConfirmStopCode)
  confirmToStop({ accountId, code }: InputOf<typeof ConfirmStopCode>, context: CallContext) {
    return this.checking({ accountId, purpose: 'stop-cancellation', asker: { by: 'link' }, code }, context);
  }

  @Answers(IssueCancellationGrant)
  grant(input: InputOf<typeof IssueCancellationGrant>, context: CallContext) {
    return this.granting('cancellation', input, context);
  }
}
