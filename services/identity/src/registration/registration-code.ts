import type { CallContext } from '@lethe/bus';
import { isShredded, type Language, type Personal } from '@lethe/contracts';
import type { IdentityKit } from '../identity-kit.ts';
import { handOver } from '../mailing.ts';
import { sixDigits } from '../verification/live-code.ts';
import { referenceOf } from './reference.ts';

type Part = Pick<IdentityKit, 'sealing'>;

/** The code comes out of the command's id, so that a repeat sends the same one. */
export const codeOf = ({ sealing }: Part, commandId: string): string =>
  sixDigits(sealing.mac('registration-code-of', commandId));

export const codeHashOf = ({ sealing }: Part, registrationId: string, code: string): string =>
  sealing.mac('registration-code', `${registrationId}/${code}`);

type Sent = Readonly<{
  registrationId: string;
  address: Personal<string>;
  language: Personal<Language | null>;
  timeZone: Personal<string | null>;
  codeHash: string | null;
  codeExpiresAt: string;
}>;

/** API-4: what the browser said, as far as it said anything. */
const known = ({ language, timeZone }: Pick<Sent, 'language' | 'timeZone'>) => ({
  ...(isShredded(language) || language === null ? {} : { language }),
  ...(isShredded(timeZone) || timeZone === null ? {} : { timeZone }),
});

/** ID-2: one mail either way; only the holder of the address learns whether it has an account. */
export const mailCode = async (
  kit: Pick<IdentityKit, 'sealing' | 'clock' | 'calls'>,
  { registrationId, address, codeHash, codeExpiresAt: expiresAt, ...reader }: Sent,
  context: Pick<CallContext, 'command'>,
): Promise<void> => {
  if (isShredded(address) || kit.clock() >= expiresAt) return;
  const reference = referenceOf(kit, registrationId);
  const to = { registrationId, address, ...known(reader) };
  await (codeHash === null
    ? handOver(kit, { ...to, template: 'registration-known-address', parameters: { reference } }, context)
    : handOver(
        kit,
        {
          ...to,
          template: 'registration-code',
          parameters: { code: codeOf(kit, context.command.id), expiresAt, reference },
        },
        context,
      ));
};
