import type { CallContext } from '@lethe/bus';
import { normalisedEmail, type AskForPasswordReset, type InputOf } from '@lethe/contracts';
import { isRefusal, secondMs } from '@lethe/deciding';
import { idFrom, type Unit } from '@lethe/journal';
import { accountFold, type Account } from '../account/account.ts';
import { accountStream } from '../account/account.events.ts';
import { preferencesOf } from '../account/change-preferences.ts';
import type { Asker } from '../credential/asker.ts';
import type { IdentityEvent, MailingKit } from '../identity-kit.ts';
import { handOver } from '../mailing.ts';
import { referenceOf } from '../registration/reference.ts';
import { codeSends } from '../verification/code-sends.service.ts';
import { codeIn, recordCode } from '../verification/recording-code.service.ts';
import { secondsBetweenSends } from '../verification/send-code.ts';
import { whoAsks } from './who-asks.service.ts';

type Input = InputOf<typeof AskForPasswordReset>;

const mayReset = (account: Account): boolean => account.status === 'active' && account.kind === 'local';

/**
 * ID-6. An address that nobody can sign in to gets the same answer after the same work, and a mail that says so (ID-2, CAN-13).
 * Nothing of the address is stored: what is recorded is under an id of its own, which the browser keeps.
 */
export const askingForReset = (kit: MailingKit) => {
  const { journal } = kit;
  const sends = codeSends(kit);
  const capsOf = cappingOf(kit);
  return async (input: Input, context: CallContext) => {
    const { command } = context;
    const resetId = idFrom(command.id, 'password-reset');
    const { holder, asker } = await whoAsks(kit, input, command);
    const binding = {
      purpose: 'reset-password',
      asker: { by: 'browser', id: resetId },
      destination: input.email,
    } as const;
    const sent = await sends.counting(command.id, (admit) => {
      const record = async (unit: Unit<IdentityEvent>) => {
        const account = await unit.load(accountStream(holder), accountFold);
        const accountId = mayReset(account) ? holder : null;
        const toSend = { of: resetId, accountId, binding, caps: capsOf(asker, input) };
        return recordCode(kit, unit, toSend, { commandId: command.id, admit });
      };
      return journal.handle(command, record, codeIn(kit, { commandId: command.id, destination: input.email }));
    });
    if (isRefusal(sent)) return sent;
    const reference = referenceOf(kit, resetId);
    await mailed(kit, { ...sent, resetId, reference, holder, input }, context);
    return { resetId, reference, codeExpiresAt: sent.expiresAt, resendAt: sent.resendAt };
  };
};

/** What strangers ask for uses up nothing of a device that is known to the account (ID-7). */
const cappingOf = ({ settings }: MailingKit) => {
  const most = settings.LETHE_IDENTITY_RESETS_PER_HOUR;
  const mostOfNetwork = settings.LETHE_IDENTITY_NETWORK_REGISTRATIONS_PER_HOUR;
  const apartMs = secondsBetweenSends * secondMs;
  return (asker: Asker, { email, network }: Input) =>
    asker.kind === 'stranger'
      ? [
          { kind: 'reset', value: normalisedEmail(email), most, apartMs } as const,
          ...(network === undefined ? [] : [{ kind: 'network', value: network, most: mostOfNetwork } as const]),
        ]
      : [{ kind: 'reset-device', value: asker.accountId, most, apartMs } as const];
};

type ToMail = Readonly<{
  code: string | null;
  expiresAt: string;
  resetId: string;
  reference: string;
  holder: string;
  input: Input;
}>;

/** In the language of the account where it gets a code, else of the request: the page tells neither. */
const mailed = async (
  kit: MailingKit,
  { code, expiresAt, resetId, reference, holder, input }: ToMail,
  context: CallContext,
) => {
  const account = await kit.journal.state(accountStream(holder), accountFold);
  const own = code === null || account.status === 'unregistered' ? undefined : preferencesOf(account);
  const language = own?.language ?? input.language;
  const timeZone = own?.timeZone ?? input.timeZone;
  const to = {
    resetId,
    address: input.email,
    ...(language === undefined ? {} : { language }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
  await (code === null
    ? handOver(kit, { ...to, template: 'password-reset-no-account', parameters: { reference } }, context)
    : handOver(kit, { ...to, template: 'password-reset-code', parameters: { code, expiresAt, reference } }, context));
};
