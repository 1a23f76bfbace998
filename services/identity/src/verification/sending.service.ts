import type { CallContext } from '@lethe/bus';
import { normalisedEmail, type MailTemplate } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { idFrom, type Recorded } from '@lethe/journal';
import type { IdentityEvent, MailingKit } from '../identity-kit.ts';
import { handOver } from '../mailing.ts';
import { codeSends, type AdmitCode } from './code-sends.service.ts';
import { codeHashOf, emailFor, type OfCode } from './codes.service.ts';
import { secondsAfter } from './instants.ts';
import { sixDigits } from './live-code.ts';
import { secondsBetweenSends, sendCode } from './send-code.ts';
import { verificationStream, type CodePurpose } from './verification.events.ts';
import { verificationFold } from './verification.ts';

const templates: Readonly<Record<CodePurpose, MailTemplate>> = {
  'bind-factor': 'bind-factor-code',
  cancellation: 'cancellation-code',
  'stop-cancellation': 'stop-code',
};

/** Sends a code to the address of an account (ID-7). It comes out of the command's id: a repeat sends the same one. */
export const sending = (kit: MailingKit) => {
  const { journal, sealing, settings, clock } = kit;
  const sends = codeSends(kit);
  const perAccount = settings.LETHE_IDENTITY_CODES_PER_HOUR;
  const capsOf = ({ accountId, purpose }: OfCode, email: string) => [
    // Whoever holds a mailed link is no live session: neither uses up what the other one may ask for (ID-7).
    { kind: purpose === 'stop-cancellation' ? 'stop-link' : 'account', value: accountId, most: perAccount } as const,
    { kind: 'address', value: normalisedEmail(email), most: 2 * perAccount } as const,
  ];

  return async ({ accountId, purpose }: OfCode, context: CallContext) => {
    const { command } = context;
    const code = sixDigits(sealing.mac('code-of', command.id));
    const codeId = idFrom(command.id, 'code');
    const recorded = (admit: AdmitCode) =>
      journal.handle(
        command,
        async (unit) => {
          const email = await emailFor(unit, { accountId, purpose });
          if (email === undefined) return refuse('account-not-active');
          const verification = await unit.load(verificationStream(accountId), verificationFold);
          const data = { accountId, purpose, codeId, codeHash: codeHashOf(kit, codeId, code), at: clock() };
          const decision = sendCode({ type: 'SendCode', data }, verification);
          if (isRefusal(decision)) return decision;
          const retryAt = await admit(capsOf({ accountId, purpose }, email));
          if (retryAt !== undefined) return refuse('too-many-codes', { retryAt });
          unit.record(verificationStream(accountId), decision);
          return undefined;
        },
        sentIn,
      );
    const sent = await sends.counting(command.id, recorded);
    if (isRefusal(sent)) return sent;
    const mail = { accountId, template: templates[purpose], parameters: { code, expiresAt: sent.expiresAt } };
    await handOver(kit, mail, context);
    return sent;
  };
};

const sentIn = ([event]: readonly Recorded<IdentityEvent>[]) => {
  if (event?.type !== 'CodeSent') throw new Error('The code was not recorded.');
  const { expiresAt, sentAt } = event.data;
  return { expiresAt, resendAt: secondsAfter(sentAt, secondsBetweenSends) };
};
