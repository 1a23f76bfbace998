import { Answers, type CallContext } from '@lethe/bus';
import { ChangePassword, CheckCredentials, CheckOwnPassword, type InputOf } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { CALLS, CLOCK, JOURNAL, LOG, SEALING } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { IdentityKit } from '../identity-kit.ts';
import { changingPassword } from './changing-password.service.ts';
import { PASSWORDS, type Passwords } from './passwords.service.ts';

@Controller()
export class CredentialController {
  private readonly changing: ReturnType<typeof changingPassword>;

  constructor(
    @Inject(PASSWORDS) private readonly passwords: Passwords,
    @Inject(JOURNAL) readonly journal: IdentityKit['journal'],
    @Inject(CALLS) readonly calls: IdentityKit['calls'],
    @Inject(SEALING) readonly sealing: IdentityKit['sealing'],
    @Inject(CLOCK) readonly clock: IdentityKit['clock'],
    @Inject(LOG) readonly logger: IdentityKit['logger'],
  ) {
    this.changing = changingPassword(this, passwords);
  }

  @Answers(CheckCredentials)
  async check(asked: InputOf<typeof CheckCredentials>, { command }: CallContext) {
    const verified = await this.passwords.check(asked, command);
    if (isRefusal(verified)) return verified;
    const { accountId, staffRole, verifiedAt, revision } = verified;
    return { accountId, verifiedAt, revision, ...(staffRole === undefined ? {} : { staffRole }) };
  }

  @Answers(CheckOwnPassword)
  async checkOwn({ password, ...session }: InputOf<typeof CheckOwnPassword>, { command }: CallContext) {
    const verified = await this.passwords.checkOwn(session, password, command);
    if (isRefusal(verified)) return verified;
    const { verifiedAt, revision } = verified;
    return { verifiedAt, revision };
  }

  @Answers(ChangePassword)
  change(input: InputOf<typeof ChangePassword>, context: CallContext) {
    return this.changing(input, context);
  }
}
