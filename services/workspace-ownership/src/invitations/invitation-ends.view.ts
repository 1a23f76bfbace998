import { atOnce, scheduleDue } from '@lethe/saga';
import type { View } from '@lethe/views';
import type { InvitationEvent } from './invitation.events.ts';

export const invitationEndDue = 'invitation-end';

/** Keeps no table of its own: it asks for the end of each invitation, after 14 days or as soon as it is used. */
export const invitationEnds: View<InvitationEvent, Record<never, never>> = {
  name: 'invitation_ends_v1',
  on: {
    MemberInvited: (db, { data: { invitationId, expiresAt } }) =>
      scheduleDue(db, { kind: invitationEndDue, key: invitationId, dueAt: expiresAt }),
    InvitationAccepted: (db, { data: { invitationId } }) =>
      scheduleDue(db, { kind: invitationEndDue, key: invitationId, dueAt: atOnce }),
    InvitationEnded: (db, { data: { invitationId } }) =>
      scheduleDue(db, { kind: invitationEndDue, key: invitationId, dueAt: atOnce }),
  },
};
