import { Answers, type CallContext } from '@lethe/bus';
import { CheckCredentials, CheckOwnPassword, type InputOf } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { Controller, Inject } from '@nestjs/common';
import { PASSWORDS, type Passwords } from './passwords.service.ts';

@Controller()
export class CredentialController {
  constructor(@Inject(PASSWORDS) private readonly passwords: Passwords) {}

  @Answers(CheckCredentials)
  async check({ email, password }: InputOf<typeof CheckCredentials>, { command }: CallContext) {
    const verified = await this.passwords.check(email, password, command);
    if (isRefusal(verified)) return verified;
    const { accountId, staffRole, verifiedAt, revision } = verified;
    return { accountId, verifiedAt, revision, ...(staffRole === undefined ? {} : { staffRole }) };
  }

  @Answers(CheckOwnPassword)
  async checkOwn({ accountId, password }: InputOf<typeof CheckOwnPassword>, { command }: CallContext) {
    const verified = await this.passwords.checkOwn(accountId, password, command);
    if (isRefusal(verified)) return verified;
    const { verifiedAt, revision } = verified;
    return { verifiedAt, revision };
  }
}
