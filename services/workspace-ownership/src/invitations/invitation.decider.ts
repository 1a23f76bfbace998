import type { Decider, Refusal } from '@lethe/deciding';
import { acceptInvitation, type AcceptInvitation } from './accept-invitation.ts';
import { endInvitation, type EndInvitation } from './end-invitation.ts';
import type { InvitationEvent } from './invitation.events.ts';
import { invitationFold, type Invitation } from './invitation.ts';

/** Inviting is decided by the workspace, see `inviteMember`. */
export const invitationDecider: Decider<AcceptInvitation | EndInvitation, Invitation, InvitationEvent, Refusal> = {
  ...invitationFold,
  decide: (command, invitation) => {
    switch (command.type) {
      case 'AcceptInvitation':
        return acceptInvitation(command, invitation);
      case 'EndInvitation':
        return endInvitation(command, invitation);
    }
  },
};
