import type { MailTemplate, Personal } from '@lethe/contracts';
import type { Addressee } from './addressee.ts';
import type { MailEvent } from './mail.events.ts';

export type PendingMail = Readonly<{
  status: 'pending';
  mailId: string;
  addressee: Addressee;
  template: MailTemplate;
  address: Personal<string | null>;
  parameters: Personal<Readonly<Record<string, string>>>;
  acceptedAt: string;
}>;

export type Mail =
  | Readonly<{ status: 'unknown' }>
  | PendingMail
  | Readonly<{ status: 'sent' | 'given-up'; mailId: string; addressee: Addressee }>;

export const unknownMail: Mail = { status: 'unknown' };

export const evolve = (mail: Mail, event: MailEvent): Mail => {
  switch (event.type) {
    case 'AccountMailAccepted':
      return pending(event.data, { kind: 'account', id: event.data.accountId });
    case 'RegistrationMailAccepted':
      return pending(event.data, { kind: 'registration', id: event.data.registrationId });
    case 'InvitationMailAccepted':
      return pending(event.data, { kind: 'invitation', id: event.data.invitationId });
    case 'MailSent':
      return ended(mail, 'sent');
    case 'MailGivenUp':
      return ended(mail, 'given-up');
  }
};

type Accepted = Pick<PendingMail, 'mailId' | 'template' | 'address' | 'parameters' | 'acceptedAt'>;

const pending = (
  { mailId, template, address, parameters, acceptedAt }: Accepted,
  addressee: Addressee,
): PendingMail => ({
  status: 'pending',
  mailId,
  addressee,
  template,
  address,
  parameters,
  acceptedAt,
});

const ended = (mail: Mail, status: 'sent' | 'given-up'): Mail => {
  if (mail.status === 'unknown') throw new Error('A mail ended that was never accepted.');
  return { status, mailId: mail.mailId, addressee: mail.addressee };
};
