import type { MailParameters } from '@lethe/contracts';
import { textOf, type MailText } from './mail-text.ts';

export const cancellationConfirmed = ({ statusLink }: MailParameters<'cancellation-confirmed'>): MailText => ({
  subject: 'Your account is cancelled',
  text: textOf(
    'Your account is cancelled. Nobody can sign in to it any more, and what belongs to it is being cleared.',
    `How far it is, also without an account:\n${statusLink}`,
    'One last mail follows when everything is cleared.',
  ),
});

const reasons: Readonly<Record<string, string>> = {
  'owner-of-workspaces':
    'You became the owner of a workspace meanwhile. Hand it over or close it, then you can cancel again.',
  objection: 'A service we work with has a reason against it. The page of the cancellation says which and what to do.',
  'lock-refused': 'The account could not be locked, for example because it is the last administrator.',
  'stopped-by-staff': 'Our staff stopped it.',
};

export const cancellationWithdrawn = ({ because }: MailParameters<'cancellation-withdrawn'>): MailText => ({
  subject: 'Your account was not cancelled',
  text: textOf(
    ...['The cancellation of your account did not happen.', reasons[because]].filter((each) => each !== undefined),
    'Everything is as before, but your sessions were ended: sign in again.',
  ),
});

/** CAN-11: the salt is in this mail alone. */
export const cancellationLast = ({
  cancellationId,
  statusLink,
  salt,
}: MailParameters<'cancellation-last'>): MailText => ({
  subject: 'Your data is cleared',
  text: textOf(
    'Everything we held of you is cleared. With this mail our last copy of your address goes too.',
    `The signed certificate of erasure of the cancellation ${cancellationId}:\n${statusLink}`,
    ...(salt === undefined
      ? []
      : [
          `It names a digest of your address. With this salt you can show that it is yours:\n${salt}`,
          'We do not keep the salt: keep this mail if you may ever need to show it.',
        ]),
  ),
});
