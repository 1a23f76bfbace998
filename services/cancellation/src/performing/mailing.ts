import { SendMail, type MailParameters, type MailTemplate } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { cancellationOf, type CancellationKit } from '../cancellation-kit.ts';
import type { StepOwed } from '../cancellation/owed.ts';
import { statusLinkOf, stopLinkOf } from '../status/link.ts';
import type { PerformStep } from './perform-step.ts';

type Steps = 'hand-over-stop-link' | 'hand-over-withdrawal' | 'hand-over-confirmation' | 'hand-over-last-mail';
type Mailed = Readonly<{ attempt: number; mailId: string | null; handedOverAt: string }>;

/** Mails are handed to notification, which asks identity for the address and adds the salt to the last one (CAN-12). */
export const mailing = (kit: CancellationKit): Readonly<Record<Steps, PerformStep>> => {
  const send = async <Template extends MailTemplate>(
    { data: { accountId, attempt } }: StepOwed,
    key: string,
    template: Template,
    parameters: MailParameters<Template> & Record<string, string>,
  ): Promise<Mailed> => {
    const answer = await kit.calls.ask(SendMail, { accountId, template, parameters }, { key });
    return { attempt, mailId: isRefusal(answer) ? null : answer.mailId, handedOverAt: kit.clock() };
  };
  return {
    'hand-over-stop-link': async (debt, key) => {
      const { accountId, cancellationId } = debt.data;
      const { finalNotBefore } = await cancellationOf(kit, accountId);
      const parameters = { stopLink: stopLinkOf(kit, cancellationId), finalNotBefore };
      return { type: 'StopLinkHandedOver', data: await send(debt, key, 'cancellation-requested', parameters) };
    },
    'hand-over-withdrawal': async (debt, key) => {
      const { undo } = await cancellationOf(kit, debt.data.accountId);
      const because = undo.find(({ attempt }) => attempt === debt.data.attempt)?.because ?? '';
      return { type: 'WithdrawalHandedOver', data: await send(debt, key, 'cancellation-withdrawn', { because }) };
    },
    'hand-over-confirmation': async (debt, key) => {
      const statusLink = statusLinkOf(kit, debt.data.cancellationId);
      return { type: 'ConfirmationHandedOver', data: await send(debt, key, 'cancellation-confirmed', { statusLink }) };
    },
    'hand-over-last-mail': async (debt, key) => {
      const { cancellationId } = debt.data;
      const parameters = { cancellationId, statusLink: statusLinkOf(kit, cancellationId) };
      return { type: 'LastMailHandedOver', data: await send(debt, key, 'cancellation-last', parameters) };
    },
  };
};
