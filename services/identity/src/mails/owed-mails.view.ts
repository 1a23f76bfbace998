import { atOnce, scheduleDue, type DueTables } from '@lethe/saga';
import type { View } from '@lethe/views';
import type { AccountEvent } from '../account/account.events.ts';

export const owedMail = {
  passwordChanged: 'mail-password-changed',
  passwordReset: 'mail-password-reset',
  staffRoleChanged: 'mail-staff-role-changed',
} as const;

const owed = (kind: string, accountId: string, eventId: string) => ({
  kind,
  key: `${accountId}/${eventId}`,
  dueAt: atOnce,
});

/** Whose account was changed is owed a mail of each change, until notification has taken it. */
export const owedMails: View<AccountEvent, DueTables> = {
  name: 'owed_mails_v1',
  on: {
    PasswordChanged: (db, { id, data }) => scheduleDue(db, owed(owedMail.passwordChanged, data.accountId, id)),
    PasswordSet: (db, { id, data }) =>
      data.replaces ? scheduleDue(db, owed(owedMail.passwordReset, data.accountId, id)) : [],
    StaffRoleChanged: (db, { id, data }) => scheduleDue(db, owed(owedMail.staffRoleChanged, data.accountId, id)),
  },
};
