import { goldenEvents } from '@lethe/journal/golden';
import { notification } from './notification.service.ts';
import { mailDecider } from './outbox/mail.decider.ts';
import { mailEvents } from './outbox/mail.events.ts';
import { recipientDecider } from './outbox/recipient.decider.ts';
import { recipientEvents } from './outbox/recipient.events.ts';

goldenEvents({
  of: notification.events,
  file: new URL('./golden-events.json', import.meta.url),
  folds: [
    { events: mailEvents, fold: mailDecider },
    { events: recipientEvents, fold: recipientDecider },
  ],
});
