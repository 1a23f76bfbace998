import { id, instant, language, mailTemplates, personal } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

const ofMail = { mailId: id, template: z.enum(mailTemplates), acceptedAt: instant } as const;

const of = 'mailId';

/**
 * Each mail lies under a key of its own, which goes when it is handed over (K6); those of before lie under the key of whom
 * they are for. Address and reader are null where identity is asked for them when the mail is sent.
 */
const addressed = {
  ...ofMail,
  sealedUnder: z.enum(['mail', 'addressee']),
  address: personal(z.string().nullable(), { of }),
  reader: personal(z.strictObject({ language, timeZone: z.string().nullable() }).nullable(), { of }),
  parameters: personal(z.record(z.string(), z.string()), { of }),
} as const;

const readerUnknown = (data: Readonly<Record<string, unknown>>) => ({ ...data, reader: null });
const underAddressee = (data: Readonly<Record<string, unknown>>) => ({ ...data, sealedUnder: 'addressee' });
const underAddresseeUnread = (data: Readonly<Record<string, unknown>>) => readerUnknown(underAddressee(data));

/** Stream `mail-<id>`: one kind of recipient each, since address and parameters die with its key. */
export const mailEvents = defineEvents({
  AccountMailAccepted: {
    version: 3,
    upcasts: { 1: readerUnknown, 2: underAddressee },
    data: z.strictObject({ ...addressed, accountId: id }),
  },
  RegistrationMailAccepted: {
    version: 2,
    upcasts: { 1: underAddresseeUnread },
    data: z.strictObject({ ...addressed, registrationId: id }),
  },
  InvitationMailAccepted: {
    version: 2,
    upcasts: { 1: underAddresseeUnread },
    data: z.strictObject({ ...addressed, invitationId: id }),
  },
  /** Of somebody who is not signed in: to an address, whether or not an account has it (ID-2). */
  ResetMailAccepted: { version: 1, data: z.strictObject({ ...addressed, resetId: id }) },
  /** An outage of ours held it past its 72 hours: it is tried for another hour (K8). */
  MailResumed: { version: 1, data: z.strictObject({ mailId: id, resumedAt: instant }) },
  /** A mail server has taken it. */
  MailSent: { version: 1, data: z.strictObject({ mailId: id, sentAt: instant }) },
  MailGivenUp: {
    version: 1,
    data: z.strictObject({ mailId: id, because: z.enum(['not-delivered', 'no-address']), givenUpAt: instant }),
  },
});

export type MailEvent = EventOf<typeof mailEvents>;
export type MailEventOf<Type extends MailEvent['type']> = Extract<MailEvent, { type: Type }>;
export type MailAccepted = MailEventOf<
  'AccountMailAccepted' | 'RegistrationMailAccepted' | 'InvitationMailAccepted' | 'ResetMailAccepted'
>;

export const mailStream = (mailId: string): string => `mail-${mailId}`;
