import { Module } from '@nestjs/common';
import { MailboxController } from './mailbox/mailbox.controller.ts';
import { MailController } from './outbox/mail.controller.ts';

/** Every handler of a call to the service. It stands beside a `KitModule`, which gives them what they inject. */
@Module({ controllers: [MailController, MailboxController] })
export class NotificationModule {}
