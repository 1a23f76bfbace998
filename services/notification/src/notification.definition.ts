import { clearingOf } from '@lethe/clearing';
import { dueMigrations, dueRunner, dueTable } from '@lethe/saga';
import { defineService, type Worker } from '@lethe/service';
import { clearingPlan } from './clearing/clearing-plan.ts';
import { mailboxMigrations } from './mailbox/mailbox.migrations.ts';
import { mailboxTransport } from './mailbox/mailbox.ts';
import { notificationSettings } from './notification.config.ts';
import { NotificationModule } from './notification.module.ts';
import { deliveryOf } from './outbox/delivery.ts';
import { mailEvents } from './outbox/mail.events.ts';
import type { NotificationKit } from './notification-kit.ts';
import { outbox, sendMail } from './outbox/outbox.view.ts';
import { recipientEvents } from './outbox/recipient.events.ts';
import { mailRouteOf } from './transport/mail-route.ts';
import { writerWith } from './templates/writer.module.ts';
import { smtpTransport } from './transport/smtp-transport.module.ts';

const postman = (kit: NotificationKit): Worker => {
  const route = mailRouteOf(kit.settings);
  const { write, logo } = writerWith(kit.settings);
  const transport = route.by === 'smtp' ? smtpTransport(route.url, route.from, { logo }) : mailboxTransport(kit);
  const runner = dueRunner({ ...kit, kinds: { [sendMail]: deliveryOf(kit, transport, write) } });
  return {
    start: runner.start,
    stop: async () => {
      await runner.stop();
      await transport.close();
    },
  };
};

export const notification = defineService({
  name: 'notification',
  events: [mailEvents, recipientEvents],
  migrations: [...dueMigrations, ...mailboxMigrations],
  views: [outbox],
  personalData: {
    keys: {
      account: 'in the clearing of the account, when all mails are sent or given up',
      mail: 'when it is handed over or given up, after 72 hours at the latest',
    },
    tables: { ...dueTable, mailbox: 'stands for the inbox of people, in development alone, and outlives them; sealed' },
  },
  settings: notificationSettings,
  module: NotificationModule,
  work: (kit) => ({ clearing: [clearingOf(kit, clearingPlan(kit))], workers: [postman(kit)] }),
});
