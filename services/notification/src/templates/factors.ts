import { readable, textOf, type About, type MailText } from './mail-text.ts';

const ifNotYou = 'If it was not you, change your password and write to support.';

export const factorBound = (_none: object, { acceptedAt }: About): MailText => ({
  subject: 'A second factor was bound to your account',
  text: textOf(`A second factor was bound to your account at ${readable(acceptedAt)}.`, ifNotYou),
});

export const factorUnbound = (_none: object, { acceptedAt }: About): MailText => ({
  subject: 'The second factor was removed from your account',
  text: textOf(`The second factor was removed from your account at ${readable(acceptedAt)}.`, ifNotYou),
});
