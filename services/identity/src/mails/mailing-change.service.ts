import { SendMail, type MailTemplate } from '@lethe/contracts';
import type { DueHandler } from '@lethe/saga';
import { accountFold } from '../account/account.ts';
import type { IdentityKit } from '../identity-kit.ts';
import { owedMail } from './owed-mails.view.ts';
import { accountStream } from '../account/account.events.ts';

type Mail = Readonly<{ template: MailTemplate; parameters: Record<string, string> }>;

/** What each kind of debt tells the person. An account that is gone meanwhile gets none. */
export const mailingChanges = ({
  calls,
  journal,
}: Pick<IdentityKit, 'calls' | 'journal'>): Readonly<Record<string, DueHandler>> => {
  const mailing =
    (mailOf: (accountId: string) => Promise<Mail>): DueHandler =>
    async (key) => {
      const [accountId = ''] = key.split('/');
      await calls.ask(SendMail, { accountId, ...(await mailOf(accountId)) }, { key });
      return 'done';
    };
  return {
    [owedMail.passwordChanged]: mailing(async () => ({ template: 'password-changed', parameters: {} })),
    [owedMail.passwordReset]: mailing(async () => ({ template: 'password-reset', parameters: {} })),
    // The newest role: of two changes soon after one another both mails tell the second.
    [owedMail.staffRoleChanged]: mailing(async (accountId) => {
      const account = await journal.state(accountStream(accountId), accountFold);
      const role = account.status === 'unregistered' ? undefined : account.staffRole;
      return role === undefined
        ? { template: 'staff-role-taken', parameters: {} }
        : { template: 'staff-role-changed', parameters: { role } };
    }),
  };
};
