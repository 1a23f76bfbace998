import { isShredded, normalisedEmail } from '@lethe/contracts';
import type { Indexed } from '@lethe/journal';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { byAddress, byPlace, placeOfInvitation } from './invitation-look-ups.ts';
import { invitationStream } from './invitation.events.ts';
import { invitationFold } from './invitation.ts';

export const indexedKinds = [byAddress, byPlace] as const;

/** What an open invitation is found by that holds an address: its rows are written anew from it under another key. */
export const indexedInvitations = ({ journal }: WorkspaceOwnershipKit): Readonly<Record<string, Indexed>> => {
  const indexed = (made: (address: string, workspaceId: string) => string): Indexed => ({
    streamOf: invitationStream,
    valuesOf: async (invitationId) => {
      const invitation = await journal.state(invitationStream(invitationId), invitationFold);
      if (invitation.status !== 'open' || isShredded(invitation.email)) return [];
      return [made(normalisedEmail(invitation.email), invitation.workspaceId)];
    },
  });
  return {
    [byAddress]: indexed((address) => address),
    [byPlace]: indexed((address, workspaceId) => placeOfInvitation(workspaceId, address)),
  };
};
