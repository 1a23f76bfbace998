import { Answers } from '@lethe/bus';
import { ReadMailbox, type InputOf } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { CLOCK, DATABASE, SEALING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { NotificationKit } from '../notification-kit.ts';
import { mailRouteOf } from '../transport/mail-route.ts';
import { readMailbox } from './mailbox.ts';

@Controller()
export class MailboxController {
  constructor(
    @Inject(SEALING) readonly sealing: NotificationKit['sealing'],
    @Inject(DATABASE) readonly database: NotificationKit['database'],
    @Inject(CLOCK) readonly clock: NotificationKit['clock'],
    @Inject(SETTINGS) readonly settings: NotificationKit['settings'],
  ) {}

  @Answers(ReadMailbox)
  async read({ address }: InputOf<typeof ReadMailbox>) {
    if (mailRouteOf(this.settings).by !== 'mailbox') return refuse('mailbox-closed');
    return { mails: [...(await readMailbox(this, address))] };
  }
}
