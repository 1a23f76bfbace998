import type { MailParameters } from '@lethe/contracts';
import { readable, textOf, type About, type MailText } from './mail-text.ts';

type Code = MailParameters<'bind-factor-code'>;

const lasting = ({ expiresAt }: Code): string =>
  expiresAt === undefined ? 'It works once.' : `It works once, until ${readable(expiresAt)}.`;

const warning = 'Nobody of us will ever ask you for this code. If you did not ask for it, ignore this mail.';

/** ID-1: several people may have asked for the same address, so it says which request it belongs to. */
export const registrationCode = (
  code: MailParameters<'registration-code'>,
  { addresseeId, acceptedAt }: About,
): MailText => ({
  subject: 'Your code to register',
  text: textOf(
    `Your code is ${code.code}. ${lasting(code)}`,
    `It belongs to the registration ${code.reference ?? addresseeId.slice(0, 8)}, asked for at ${readable(acceptedAt)}. Enter it in the same browser.`,
    warning,
  ),
});

/** ID-2: the page says nothing of this; only the holder of the address learns it. */
export const registrationKnownAddress = (): MailText => ({
  subject: 'You have an account already',
  text: textOf(
    'Somebody, probably you, wanted to register with this address. It has an account already: sign in to it, or have its password reset.',
    'If it was not you, you need not do anything.',
  ),
});

export const bindFactorCode = (code: Code): MailText => ({
  subject: 'Your code to bind a second factor',
  text: textOf(`Your code is ${code.code}. ${lasting(code)}`, warning),
});

export const cancellationCode = (code: Code): MailText => ({
  subject: 'Your code to cancel your account',
  text: textOf(
    `Your code is ${code.code}. ${lasting(code)}`,
    'With it an account is cancelled for good. If you did not ask for it, ignore this mail and change your password.',
    'Nobody of us will ever ask you for this code.',
  ),
});
