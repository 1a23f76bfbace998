import { subjectOf, type Personal, type StaffRole } from '@lethe/contracts';
import type { InvitationEvent } from './invitation.events.ts';
import type { Fold } from '@lethe/deciding';

export type OpenInvitation = Readonly<{
  status: 'open';
  invitationId: string;
  /** An administrator; none where the operator sent it. */
  by?: string;
  email: Personal<string>;
  role: StaffRole;
  tokenHash: string;
  invitedAt: string;
  expiresAt: string;
}>;

export type Invitation = Readonly<{ status: 'unknown' | 'accepted' | 'ended' }> | OpenInvitation;

/** Its key dies with it. */
export const invitationSubject = (invitationId: string): string => subjectOf({ of: 'invitationId' }, invitationId);

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

export const invitationFold: Fold<Invitation, InvitationEvent> = { initial: unknown, evolve };
