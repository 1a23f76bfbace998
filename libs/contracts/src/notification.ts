import * as z from 'zod';
import { call, id, instant, noDetails } from './call.ts';
import { secret } from './personal.ts';

export const mailTemplates = [
  'registration-code',
  'registration-known-address',
  'bind-factor-code',
  'cancellation-code',
  'workspace-invitation',
  'ownership-received',
  'ownership-given',
  'factor-bound',
  'factor-unbound',
  'cancellation-confirmed',
  'cancellation-withdrawn',
  'cancellation-last',
] as const;

/**
 * Hands a mail over. To an account (notification asks identity for the address) or, for a registration or an
 * invitation, to the address in the call. Address and parameters are sealed in the outbox and go at hand-over,
 * after 72 h at the latest.
 */
export const SendMail = call({
  subject: 'lethe.rpc.notification.mail.send',
  callers: ['service:identity', 'service:workspace-ownership', 'service:mfa', 'service:cancellation'],
  input: z.strictObject({
    accountId: id.optional(),
    registrationId: id.optional(),
    invitationId: id.optional(),
    address: z.string().max(254).optional(),
    template: z.enum(mailTemplates),
    parameters: secret(z.record(z.string(), z.string().max(8192))),
  }),
  output: z.strictObject({ mailId: id, acceptedAt: instant }),
  refuses: { 'recipient-missing': noDetails },
});

/** Development only: what the mailbox page shows. Newest last. */
export const ReadMailbox = call({
  subject: 'lethe.rpc.notification.mailbox.read',
  callers: ['service:gateway'],
  input: z.strictObject({ address: z.string().optional() }),
  output: z.strictObject({
    mails: z.array(z.strictObject({ to: z.string(), subject: z.string(), text: z.string(), sentAt: instant })),
  }),
  refuses: { 'mailbox-closed': noDetails },
});
