import { Answers, type CallContext } from '@lethe/bus';
import { SendMail, type InputOf } from '@lethe/contracts';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { NotificationKit } from './outbox-kit.ts';
import { takeMail } from './taking-mail.ts';

@Controller()
export class MailController {
  constructor(@Inject(KIT) private readonly kit: NotificationKit) {}

  @Answers(SendMail)
  send(input: InputOf<typeof SendMail>, { command }: CallContext) {
    return takeMail(this.kit, input, command);
  }
}
