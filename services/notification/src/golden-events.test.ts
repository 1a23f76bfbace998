import { goldenEvents } from '@lethe/journal/golden';
import { notification } from './notification.definition.ts';
import { mailEvents } from './outbox/mail.events.ts';
import { recipientEvents } from './outbox/recipient.events.ts';
import { mailFold } from './outbox/mail.ts';
import { recipientFold } from './outbox/recipient.ts';

goldenEvents({
  of: notification.events,
  file: new URL('./golden-events.json', import.meta.url),
  folds: [
    { events: mailEvents, fold: mailFold },
    { events: recipientEvents, fold: recipientFold },
  ],
});
