import type { CallContext } from '@lethe/bus';
import { isShredded, type MailTemplate } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { idFrom, type Recorded, type Unit } from '@lethe/journal';
import { accountDecider } from '../account/account.decider.ts';
import { accountStream } from '../account/account.ts';
import { normalisedEmail } from '../account/email-address.ts';
import type { IdentityEvent, IdentityKit } from '../identity.kit.ts';
import { handOver } from '../mailing.ts';
import { codeSends } from './code-sends.service.ts';
import { confirmCode } from './confirm-code.ts';
import { sixDigits } from './live-code.ts';
import { sendCode } from './send-code.ts';
import { verificationDecider } from './verification.decider.ts';
import type { CodePurpose } from './verification.events.ts';
import { verificationStream, type Verification } from './verification.ts';

type OfCode = Readonly<{ accountId: string; purpose: CodePurpose }>;

const templates: Readonly<Record<CodePurpose, MailTemplate>> = {
  'bind-factor': 'bind-factor-code',
  cancellation: 'cancellation-code',
};

/** Codes to the address of an account that exists (ID-7). */
export const codes = (kit: IdentityKit) => {
  const { journal, sealing, settings, clock } = kit;
  const sends = codeSends(kit);
  const perAccount = settings.LETHE_IDENTITY_CODES_PER_HOUR;
  const hashOf = (codeId: string, code: string): string => sealing.blindIndex('code', `${codeId}/${code}`);
  /** The HMAC a code would have if it were the live one. */
  const hashFor = (verification: Verification, purpose: CodePurpose, code: string): string =>
    hashOf(verification[purpose].live?.codeId ?? '', code);

  /** The address of an account that may be mailed codes; its revision is asserted, so that no lock is missed. */
  const activeEmail = async (unit: Unit<IdentityEvent>, accountId: string): Promise<string | undefined> => {
    unit.assertOpen(accountId);
    const account = await unit.load(accountStream(accountId), accountDecider);
    return account.status !== 'active' || isShredded(account.email) ? undefined : account.email;
  };

  const capsOf = (accountId: string, email: string) => [
    { kind: 'account', value: accountId, most: perAccount } as const,
    { kind: 'address', value: normalisedEmail(email), most: 2 * perAccount } as const,
  ];

  const send = async ({ accountId, purpose }: OfCode, context: CallContext) => {
    const { command } = context;
    const code = sixDigits(sealing.blindIndex('code-of', command.id));
    const codeId = idFrom(command.id, 'code');
    const sent = await journal.handle(
      command,
      async (unit) => {
        const email = await activeEmail(unit, accountId);
        if (email === undefined) return refuse('account-not-active');
        const verification = await unit.load(verificationStream(accountId), verificationDecider);
        const data = { accountId, purpose, codeId, codeHash: hashOf(codeId, code), at: clock() };
        const decision = sendCode({ type: 'SendCode', data }, verification);
        if (isRefusal(decision)) return decision;
        const retryAt = await sends.admit(command.id, capsOf(accountId, email));
        if (retryAt !== undefined) return refuse('too-many-codes', { retryAt });
        unit.record(verificationStream(accountId), decision);
        return undefined;
      },
      expiryIn,
    );
    if (isRefusal(sent)) return sent;
    const mail = { accountId, template: templates[purpose], parameters: { code, expiresAt: sent.expiresAt } };
    await handOver(kit, mail, context);
    return sent;
  };

  const confirm = ({ accountId, purpose, code }: OfCode & Readonly<{ code: string }>, { command }: CallContext) =>
    journal.handle(
      command,
      async (unit) => {
        if ((await activeEmail(unit, accountId)) === undefined) return refuse('account-not-active');
        const verification = await unit.load(verificationStream(accountId), verificationDecider);
        const data = { accountId, purpose, codeHash: hashFor(verification, purpose, code), at: clock() };
        const decision = confirmCode({ type: 'ConfirmCode', data }, verification);
        if (isRefusal(decision)) return decision;
        unit.record(verificationStream(accountId), decision);
        return undefined;
      },
      outcomeIn,
    );

  return { send, confirm, hashFor, activeEmail };
};

export type Codes = ReturnType<typeof codes>;

const expiryIn = ([event]: readonly Recorded<IdentityEvent>[]) => {
  if (event?.type !== 'CodeSent') throw new Error('The code was not recorded.');
  return { expiresAt: event.data.expiresAt };
};

const outcomeIn = ([event]: readonly Recorded<IdentityEvent>[]) => {
  if (event?.type === 'CodeConfirmed') return { confirmedAt: event.data.confirmedAt };
  if (event?.type === 'CodeRejected') return refuse('code-wrong', { attemptsLeft: event.data.attemptsLeft });
  throw new Error('The confirmation was not recorded.');
};
