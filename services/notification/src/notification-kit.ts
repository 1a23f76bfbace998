import type { Kit } from '@lethe/service';
import type { NotificationSettings } from './notification.config.ts';
import type { MailEvent } from './outbox/mail.events.ts';
import type { RecipientEvent } from './outbox/recipient.events.ts';

export type NotificationKit = Kit<MailEvent | RecipientEvent, NotificationSettings>;

/** What the outbox needs of it. */
export type OutboxKit = Pick<NotificationKit, 'name' | 'journal' | 'calls' | 'sealing' | 'pool' | 'clock' | 'logger'>;
