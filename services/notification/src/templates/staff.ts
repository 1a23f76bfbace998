import type { MailParameters } from '@lethe/contracts';
import { readable, textOf, type MailText } from './mail-text.ts';

export const staffInvitation = ({ link, role, expiresAt }: MailParameters<'staff-invitation'>): MailText => ({
  subject: 'You are invited to the staff',
  text: textOf(
    `You are invited to the staff as ${role}.`,
    `Accept here, once, until ${readable(expiresAt)}:\n${link}`,
    'If you do not expect it, ignore this mail.',
  ),
});
