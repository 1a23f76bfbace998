import { SendMail } from '@lethe/contracts';
import type { DueHandler } from '@lethe/saga';
import type { IdentityKit } from '../identity-kit.ts';
import { owedMail } from './owed-mails.view.ts';

/** An account that is gone meanwhile gets none. */
export const mailingChanges = ({ calls }: Pick<IdentityKit, 'calls'>): Readonly<Record<string, DueHandler>> => ({
  [owedMail.passwordChanged]: async (key) => {
    const [accountId = ''] = key.split('/');
    await calls.ask(SendMail, { accountId, template: 'password-changed', parameters: {} }, { key });
    return 'done';
  },
});
