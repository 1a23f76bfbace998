import { Answers, type CallContext } from '@lethe/bus';
import { SendMail, type InputOf } from '@lethe/contracts';
import { CALLS, CLOCK, JOURNAL } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { NotificationKit } from '../notification-kit.ts';
import { takeMail } from './taking-mail.ts';

@Controller()
export class MailController {
  constructor(
    @Inject(JOURNAL) readonly journal: NotificationKit['journal'],
    @Inject(CALLS) readonly calls: NotificationKit['calls'],
    @Inject(CLOCK) readonly clock: NotificationKit['clock'],
  ) {}

  @Answers(SendMail)
  send(input: InputOf<typeof SendMail>, { command }: CallContext) {
    return takeMail(this, input, command);
  }
}
