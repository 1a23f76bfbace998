import type { Language, MailTemplate, Personal } from '@lethe/contracts';
import type { Addressee } from './addressee.ts';
import type { MailEvent } from './mail.events.ts';
import type { Fold } from '@lethe/deciding';

export type PendingMail = Readonly<{
  status: 'pending';
  mailId: string;
  addressee: Addressee;
  template: MailTemplate;
  address: Personal<string | null>;
  reader: Personal<Readonly<{ language: Language; timeZone: string | null }> | null>;
  parameters: Personal<Readonly<Record<string, string>>>;
  /** Whose key address and parameters lie under. */
  subject: string;
  acceptedAt: string;
  /** Since when it is tried again after an outage of ours. */
  resumedAt: string | undefined;
}>;

export type Mail =
  | Readonly<{ status: 'unknown' }>
  | PendingMail
  | Readonly<{ status: 'sent' | 'given-up'; mailId: string; addressee: Addressee; subject: string }>;

export const unknownMail: Mail = { status: 'unknown' };

export const evolve = (mail: Mail, event: MailEvent): Mail => {
  switch (event.type) {
    case 'AccountMailAccepted':
      return pending(event.data, { kind: 'account', id: event.data.accountId });
    case 'RegistrationMailAccepted':
      return pending(event.data, { kind: 'registration', id: event.data.registrationId });
    case 'InvitationMailAccepted':
      return pending(event.data, { kind: 'invitation', id: event.data.invitationId });
    case 'ResetMailAccepted':
      return pending(event.data, { kind: 'reset', id: event.data.resetId });
    case 'MailResumed':
      return mail.status === 'pending' ? { ...mail, resumedAt: event.data.resumedAt } : mail;
    case 'MailSent':
      return ended(mail, 'sent');
    case 'MailGivenUp':
      return ended(mail, 'given-up');
  }
};

type Accepted = Pick<PendingMail, 'mailId' | 'template' | 'address' | 'reader' | 'parameters' | 'acceptedAt'> &
  Readonly<{ sealedUnder: 'mail' | 'addressee' }>;

const pending = (
  { mailId, template, address, reader, parameters, acceptedAt, sealedUnder }: Accepted,
  addressee: Addressee,
): PendingMail => ({
  status: 'pending',
  mailId,
  addressee,
  template,
  address,
  reader,
  parameters,
  acceptedAt,
  resumedAt: undefined,
  subject: sealedUnder === 'mail' ? `mail:${mailId}` : `${addressee.kind}:${addressee.id}`,
});

const ended = (mail: Mail, status: 'sent' | 'given-up'): Mail => {
  if (mail.status === 'unknown') throw new Error('A mail ended that was never accepted.');
  const { mailId, addressee, subject } = mail;
  return { status, mailId, addressee, subject };
};

export const mailFold: Fold<Mail, MailEvent> = { initial: unknownMail, evolve };
