import { atOnce, scheduleDue, type DueTables } from '@lethe/saga';
import type { View } from '@lethe/views';
import type { Kysely } from 'kysely';
import type { MailEvent } from './mail.events.ts';

export const sendMail = 'send-mail';

/** Makes every mail that was accepted due. A rebuilt view asks again for old ones, which have ended by then. */
export const outbox: View<MailEvent, DueTables> = {
  name: 'outbox_v1',
  on: {
    AccountMailAccepted: (db, { data }) => due(db, data),
    RegistrationMailAccepted: (db, { data }) => due(db, data),
    InvitationMailAccepted: (db, { data }) => due(db, data),
    ResetMailAccepted: (db, { data }) => due(db, data),
  },
};

const due = (db: Kysely<DueTables>, { mailId }: Readonly<{ mailId: string }>) =>
  scheduleDue(db, { kind: sendMail, key: mailId, dueAt: atOnce });
