import type { Language, MailTemplate } from '@lethe/contracts';
import type { Decision, Message } from '@lethe/deciding';
import type { Addressee } from './addressee.ts';
import type { MailAccepted } from './mail.events.ts';
import type { Mail } from './mail.ts';

export type AcceptMail = Message<
  'AcceptMail',
  {
    mailId: string;
    addressee: Addressee;
    template: MailTemplate;
    /** Null: ask identity when the mail is sent. */
    address: string | null;
    /** Null: ask identity for this, too. */
    reader: Readonly<{ language: Language; timeZone: string | null }> | null;
    parameters: Readonly<Record<string, string>>;
    at: string;
  }
>;

export const acceptMail = ({ data: { addressee, at, ...mail } }: AcceptMail, known: Mail): Decision<MailAccepted> => {
  if (known.status !== 'unknown') return [];
  const accepted = { ...mail, sealedUnder: 'mail', acceptedAt: at } as const;
  switch (addressee.kind) {
    case 'account':
      return [{ type: 'AccountMailAccepted', data: { ...accepted, accountId: addressee.id } }];
    case 'registration':
      return [{ type: 'RegistrationMailAccepted', data: { ...accepted, registrationId: addressee.id } }];
    case 'invitation':
      return [{ type: 'InvitationMailAccepted', data: { ...accepted, invitationId: addressee.id } }];
    case 'reset':
      return [{ type: 'ResetMailAccepted', data: { ...accepted, resetId: addressee.id } }];
  }
};
