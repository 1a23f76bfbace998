import type { CallContext } from '@lethe/bus';
import { SendMail, type Language, type MailTemplate } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import type { IdentityKit } from './identity-kit.ts';

type Mail = Readonly<{
  accountId?: string;
  registrationId?: string;
  invitationId?: string;
  resetId?: string;
  address?: string;
  language?: Language;
  timeZone?: string;
  template: MailTemplate;
  parameters: Record<string, string>;
}>;

/**
 * Hands a command's mail over, once, however often the command is repeated.
 * @throws CallFault where notification did not take it; asked again under the same key, the same mail goes out.
 */
export const handOver = async (
  { calls }: Pick<IdentityKit, 'calls'>,
  mail: Mail,
  { command }: Pick<CallContext, 'command'>,
) => {
  const { id, correlationId } = command;
  const answer = await calls.ask(SendMail, mail, { key: `${id}/mail`, correlationId });
  if (isRefusal(answer)) throw new Error(`The mail ${mail.template} was refused: ${answer.refused}.`);
};
