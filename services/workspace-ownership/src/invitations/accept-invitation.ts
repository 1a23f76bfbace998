import { refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import type { InvitationEventOf } from './invitation.events.ts';
import type { Invitation } from './invitation.ts';

export type AcceptInvitation = Message<
  'AcceptInvitation',
  {
    invitationId: string;
    accountId: string;
    /** Whether it holds still: its workspace, its days, its sender's right to invite (W1). */
    stands: boolean;
    /** Whether the invited address is the account's own, as identity says. */
    toThisAccount: boolean;
    at: string;
  }
>;

export type InvitationUnknown = Refusal<'invitation-unknown', Readonly<Record<never, never>>>;
type ForAnotherAddress = Refusal<'invitation-for-another-address', Readonly<Record<never, never>>>;

/** Used up, expired, revoked, without a sender who may invite and never sent are the same to whoever holds a token. */
export const acceptInvitation = (
  { data: { invitationId, accountId, stands, toThisAccount, at } }: AcceptInvitation,
  invitation: Invitation,
): Decision<InvitationEventOf<'InvitationAccepted'>, InvitationUnknown | ForAnotherAddress> => {
  if (invitation.status !== 'open' || !stands) return refuse('invitation-unknown');
  if (!toThisAccount) return refuse('invitation-for-another-address');
  const { workspaceId } = invitation;
  return [{ type: 'InvitationAccepted', data: { invitationId, workspaceId, accountId, acceptedAt: at } }];
};
