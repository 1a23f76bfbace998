import * as z from 'zod';
import { code } from './account-fields.ts';
import { call, id, instant, noDetails } from './call.ts';
import { language, timeZone } from './language.ts';
import { secret } from './personal.ts';

export const mailTemplates = [
  'registration-code',
  'registration-known-address',
  'staff-invitation',
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

export type MailTemplate = (typeof mailTemplates)[number];

const codeMail = z.object({ code, expiresAt: instant.exactOptional() });
/** ID-1: the one that the page shows, so that both can be told to belong together. */
const reference = z.string().exactOptional();
const workspaceMail = z.object({ workspaceName: z.string() });
const link = z.url({ protocol: /^https?$/ });

/**
 * What each template shows. Nobody's personal data but the recipient's. Whatever else is sent along is dropped before
 * anything is stored; what is missing is the caller's fault, and the mail is not accepted.
 */
export const mailParameters = {
  'registration-code': codeMail.extend({ reference }),
  'registration-known-address': z.object({ reference }),
  'staff-invitation': z.object({ link, expiresAt: instant, role: z.string().max(64) }),
  'bind-factor-code': codeMail,
  'cancellation-code': codeMail,
  'workspace-invitation': workspaceMail.extend({ link, expiresAt: instant.exactOptional() }),
  'ownership-received': workspaceMail,
  'ownership-given': workspaceMail,
  'factor-bound': z.object({}),
  'factor-unbound': z.object({}),
  'cancellation-confirmed': z.object({ statusLink: link }),
  'cancellation-withdrawn': z.object({ because: z.string() }),
  /** Notification adds `salt` itself: it asks identity when the mail is handed over. */
  'cancellation-last': z.object({ cancellationId: id, statusLink: link, salt: z.string().exactOptional() }),
} as const satisfies Readonly<Record<MailTemplate, z.ZodObject>>;
export type MailParameters<Template extends MailTemplate> = z.infer<(typeof mailParameters)[Template]>;

/**
 * Hands a mail over. To an account (notification asks identity for the address) or, for a registration or an
 * invitation, to the address in the call. Address and parameters are sealed in the outbox and go at hand-over,
 * after 72 h at the latest. `recipient-missing`: nobody is named, or whoever is named is cleared here already.
 */
export const SendMail = call({
  subject: 'lethe.rpc.notification.mail.send',
  callers: ['service:identity', 'service:workspace-ownership', 'service:mfa', 'service:cancellation'],
  input: z.strictObject({
    accountId: id.optional(),
    registrationId: id.optional(),
    invitationId: id.optional(),
    address: z.string().max(254).optional(),
    /** For an address in the call: English and UTC when absent. What an account has set is asked for. */
    language: language.optional(),
    timeZone: timeZone.optional(),
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
