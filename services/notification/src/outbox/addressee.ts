import { refuse, type Refusal } from '@lethe/deciding';

/** Whom a mail is for, and so under whose key its address and parameters lie. */
export type Addressee = Readonly<{ kind: 'account' | 'registration' | 'invitation' | 'reset'; id: string }>;

export type RecipientMissing = Refusal<'recipient-missing', Readonly<Record<never, never>>>;

type Named = Readonly<{
  accountId?: string | undefined;
  registrationId?: string | undefined;
  invitationId?: string | undefined;
  resetId?: string | undefined;
  address?: string | undefined;
}>;

/** Exactly one of them. Only for an account can somebody else be asked for the address. */
export const addresseeOf = ({
  accountId,
  registrationId,
  invitationId,
  resetId,
  address,
}: Named): Addressee | RecipientMissing => {
  const named: readonly Addressee[] = [
    ...(accountId === undefined ? [] : [{ kind: 'account', id: accountId } as const]),
    ...(registrationId === undefined ? [] : [{ kind: 'registration', id: registrationId } as const]),
    ...(invitationId === undefined ? [] : [{ kind: 'invitation', id: invitationId } as const]),
    ...(resetId === undefined ? [] : [{ kind: 'reset', id: resetId } as const]),
  ];
  const [only, ...others] = named;
  if (only === undefined || others.length > 0) return refuse('recipient-missing');
  if (only.kind !== 'account' && address === undefined) return refuse('recipient-missing');
  return only;
};
