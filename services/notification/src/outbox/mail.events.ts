import { id, instant, mailTemplates, personal, type SubjectField } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

const ofMail = { mailId: id, template: z.enum(mailTemplates), acceptedAt: instant } as const;

/** The address is null where identity is asked for it when the mail is sent. */
const sealedFor = (of: SubjectField) => ({
  address: personal(z.string().nullable(), { of }),
  parameters: personal(z.record(z.string(), z.string()), { of }),
});

/** Stream `mail-<id>`: one kind of recipient each, since address and parameters die with its key. */
export const mailEvents = defineEvents({
  AccountMailAccepted: {
    version: 1,
    data: z.strictObject({ ...ofMail, accountId: id, ...sealedFor('accountId') }),
  },
  RegistrationMailAccepted: {
    version: 1,
    data: z.strictObject({ ...ofMail, registrationId: id, ...sealedFor('registrationId') }),
  },
  InvitationMailAccepted: {
    version: 1,
    data: z.strictObject({ ...ofMail, invitationId: id, ...sealedFor('invitationId') }),
  },
  /** A mail server has taken it. */
  MailSent: { version: 1, data: z.strictObject({ mailId: id, sentAt: instant }) },
  MailGivenUp: {
    version: 1,
    data: z.strictObject({ mailId: id, because: z.enum(['not-delivered', 'no-address']), givenUpAt: instant }),
  },
});

export type MailEvent = EventOf<typeof mailEvents>;
export type MailEventOf<Type extends MailEvent['type']> = Extract<MailEvent, { type: Type }>;
export type MailAccepted = MailEventOf<'AccountMailAccepted' | 'RegistrationMailAccepted' | 'InvitationMailAccepted'>;

export const mailStream = (mailId: string): string => `mail-${mailId}`;
