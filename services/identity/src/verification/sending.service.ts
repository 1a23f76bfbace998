import type { CallContext } from '@lethe/bus';
import { normalisedEmail } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import type { Unit } from '@lethe/journal';
import type { IdentityEvent, MailingKit } from '../identity-kit.ts';
import { handOver } from '../mailing.ts';
import { codeSends } from './code-sends.service.ts';
import { emailFor } from './codes.service.ts';
import { purposes, type AskerOfCode } from './purposes.ts';
import { codeIn, recordCode } from './recording-code.service.ts';
import type { CodePurpose } from './verification.events.ts';

type Asked = Readonly<{ accountId: string; purpose: CodePurpose; asker: AskerOfCode }>;

/** Sends a code to the address that an account has (ID-7). */
export const sending = (kit: MailingKit) => {
  const { journal } = kit;
  const sends = codeSends(kit);
  const capsOf = cappingOf(kit);

  return async ({ accountId, purpose, asker }: Asked, context: CallContext) => {
    const { command } = context;
    const sent = await sends.counting(command.id, (admit) => {
      const record = async (unit: Unit<IdentityEvent>) => {
        const destination = await emailFor(unit, accountId, purpose);
        if (destination === undefined) return refuse('account-not-active');
        const binding = { purpose, asker, destination };
        const caps = capsOf(accountId, asker, destination);
        return recordCode(kit, unit, { of: accountId, accountId, binding, caps }, { commandId: command.id, admit });
      };
      return journal.handle(command, record, codeIn(kit, { commandId: command.id }));
    });
    if (isRefusal(sent)) return sent;
    const { code, ...shown } = sent;
    if (code === null) throw new Error('A code that fits nothing is sent to nobody.');
    const { template } = purposes[purpose];
    await handOver(kit, { accountId, template, parameters: { code, expiresAt: shown.expiresAt } }, context);
    return shown;
  };
};

const cappingOf = ({ settings }: MailingKit) => {
  const perAccount = settings.LETHE_IDENTITY_CODES_PER_HOUR;
  return (accountId: string, { by }: AskerOfCode, destination: string) => [
    // Whoever holds a mailed link is no live session: neither uses up what the other one may ask for (ID-7).
    { kind: by === 'link' ? 'stop-link' : 'account', value: accountId, most: perAccount } as const,
    { kind: 'address', value: normalisedEmail(destination), most: 2 * perAccount } as const,
  ];
};
