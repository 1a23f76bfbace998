import type { Personal, StaffRole } from '@lethe/contracts';
import type { InvitationEvent } from './invitation.events.ts';

export type Invitation =
  | Readonly<{ status: 'unknown' | 'accepted' | 'ended' }>
  | Readonly<{
      status: 'open';
      invitationId: string;
      email: Personal<string>;
      role: StaffRole;
      tokenHash: string;
      invitedAt: string;
      expiresAt: string;
    }>;

export const unknown: Invitation = { status: 'unknown' };

export const evolve = (_invitation: Invitation, event: InvitationEvent): Invitation => {
  switch (event.type) {
    case 'StaffInvited':
      return { status: 'open', ...event.data };
    case 'StaffInvitationAccepted':
      return { status: 'accepted' };
    case 'StaffInvitationEnded':
      return { status: 'ended' };
  }
};
