import { Answers } from '@lethe/bus';
import { ReadMailbox, type InputOf } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { NotificationKit } from '../outbox/outbox-kit.ts';
import { mailRouteOf } from '../transport/mail-route.ts';
import { readMailbox } from './mailbox.ts';

@Controller()
export class MailboxController {
  constructor(@Inject(KIT) private readonly kit: NotificationKit) {}

  @Answers(ReadMailbox)
  async read({ address }: InputOf<typeof ReadMailbox>) {
    if (mailRouteOf(this.kit.settings).by !== 'mailbox') return refuse('mailbox-closed');
    return { mails: [...(await readMailbox(this.kit, address))] };
  }
}
