import { react, type Reaction } from '@lethe/bus';
import { FactorBound, MailFactorChange, SendMail } from '@lethe/contracts';
import type { MfaKit } from '../mfa-kit.ts';

/**
 * The mails about a factor are owed from its event on: they go out after a crash as well, and once (MFA-5).
 * An account that is gone meanwhile gets none.
 */
export const factorMails = ({ calls }: MfaKit): Reaction =>
  react({
    ...MailFactorChange,
    handle: async ({ type, data: { accountId }, correlationId }, command) => {
      const template = type === FactorBound.type ? 'factor-bound' : 'factor-unbound';
      await calls.ask(SendMail, { accountId, template, parameters: {} }, { key: command.id, correlationId });
    },
  });
