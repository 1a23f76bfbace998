import * as z from 'zod';
import { code } from './account-fields.ts';
import { call, id, instant, noDetails } from './call.ts';
import { language, timeZone } from './language.ts';
import { cutToBytes } from './page.ts';
import { secret } from './personal.ts';

export const mailTemplates = [
  'registration-code',
  'registration-known-address',
  'password-reset-code',
  'password-reset-no-account',
  'bind-factor-code',
  'cancellation-code',
  'stop-code',
  'workspace-invitation',
  'staff-invitation',
  'ownership-received',
  'ownership-given',
  'factor-bound',
  'factor-unbound',
  'password-changed',
  'password-reset',
  'staff-role-changed',
  'staff-role-taken',
  'cancellation-requested',
  'cancellation-confirmed',
  'cancellation-withdrawn',
  'cancellation-last',
  'ticket-answered',
  'ticket-closing-soon',
  'ticket-closed',
] as const;

export type MailTemplate = (typeof mailTemplates)[number];

const says = <Schema extends z.ZodType>(schema: Schema, description: string): Schema => schema.meta({ description });
const link = z.url({ protocol: /^https?$/ });

const untilWhen = says(instant, 'until when it can be used').exactOptional();
const reference = says(z.string().max(16), 'what the page shows too, so that one can tell which request it is of');
const codeMail = z.object({ code: says(code, 'six digits'), expiresAt: untilWhen });
const workspaceMail = z.object({
  workspaceName: says(z.string(), 'as its owner named it; absent where the workspace is closed by now').exactOptional(),
});
const statusLink = says(link, 'the page of the cancellation, which needs no account');
const ticketMail = z.object({
  ticketLink: says(link, 'the page of the ticket'),
  reference: says(z.string().max(64), 'what the ticket is known by'),
});
const role = says(z.string().max(64), "what one will be, in the reader's language");
const because = says(
  z.string().max(64),
  "the reason as a sentence in the reader's language; empty where there is none",
);

/**
 * What each template shows. Nobody's personal data but the recipient's. Whatever else is sent along is dropped before
 * anything is stored; what is missing is the caller's fault, and the mail is not accepted. What these say of each is
 * what docs/mails.md says.
 */
export const mailParameters = {
  'registration-code': codeMail.extend({ reference: reference.exactOptional() }),
  'registration-known-address': z.object({ reference: reference.exactOptional() }),
  'password-reset-code': codeMail.extend({ reference }),
  'password-reset-no-account': z.object({ reference }),
  'bind-factor-code': codeMail,
  'cancellation-code': codeMail,
  'stop-code': codeMail,
  'workspace-invitation': workspaceMail.extend({
    link: says(link, 'the page that accepts it; whoever has it can use it'),
    expiresAt: untilWhen,
    role: role.exactOptional(),
  }),
  'staff-invitation': z.object({
    link: says(link, 'the page that accepts it; whoever has it can use it'),
    role,
    expiresAt: says(instant, 'until when it can be used'),
  }),
  'ownership-received': workspaceMail,
  'ownership-given': workspaceMail,
  'factor-bound': z.object({}),
  'factor-unbound': z.object({}),
  'password-changed': z.object({}),
  'password-reset': z.object({}),
  'staff-role-changed': z.object({ role }),
  'staff-role-taken': z.object({}),
  'cancellation-requested': z.object({
    stopLink: says(link, 'the page of the cancellation, with what it takes to stop it; whoever has it sees the page'),
    finalNotBefore: says(instant, 'when it becomes final; it can be stopped until then'),
  }),
  'cancellation-confirmed': z.object({ statusLink }),
  'cancellation-withdrawn': z.object({ because }),
  'cancellation-last': z.object({
    cancellationId: says(id, "the cancellation's id, as the certificate names it"),
    statusLink,
    /** Notification adds it itself: it asks identity when the mail is handed over. */
    salt: says(z.string(), 'the salt of the digest of the address; in this mail alone').exactOptional(),
  }),
  'ticket-answered': ticketMail,
  'ticket-closing-soon': ticketMail.extend({ closesAt: says(instant, 'when it closes unless somebody writes') }),
  'ticket-closed': ticketMail.extend({ because }),
} as const satisfies Readonly<Record<MailTemplate, z.ZodObject>>;
export type MailParameters<Template extends MailTemplate> = z.infer<(typeof mailParameters)[Template]>;

/**
 * Hands a mail over. To an account (notification asks identity for address, language and time zone) or, for a
 * registration, an invitation or a reset of the password, to the address in the call, in the language that is named there. Address and
 * parameters are sealed in the outbox and go at hand-over, after 72 h at the latest. `recipient-missing`: nobody is
 * named, or whoever is named is cleared here already.
 */
export const SendMail = call({
  subject: 'lethe.rpc.notification.mail.send',
  callers: [
    'service:identity',
    'service:workspace-ownership',
    'service:mfa',
    'service:ticketing',
    'service:cancellation',
  ],
  bound: true,
  input: z.strictObject({
    accountId: id.optional(),
    registrationId: id.optional(),
    invitationId: id.optional(),
    resetId: id.optional(),
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

/** L2: the mailbox shows as many mails as fit. */
export const mostBytesOfMailbox = 768 * 1024;

/** Development only: what the mailbox page shows. Newest last; mails of before HTML have text alone. */
export const ReadMailbox = call({
  subject: 'lethe.rpc.notification.mailbox.read',
  callers: ['service:gateway'],
  input: z.strictObject({ address: z.string().optional() }),
  output: z.strictObject({
    mails: cutToBytes(
      mostBytesOfMailbox,
      z.array(
        z.strictObject({
          to: z.string(),
          subject: z.string(),
          text: z.string(),
          html: z.string().exactOptional(),
          sentAt: instant,
        }),
      ),
    ),
  }),
  refuses: { 'mailbox-closed': noDetails },
});
