import { atOnce, scheduleDue, type DueTables } from '@lethe/saga';
import type { View } from '@lethe/views';
import type { IdentityEvent } from '../identity-kit.ts';

export const endKinds = { registration: 'end-registration', invitation: 'end-invitation' } as const;

const registration = (key: string, dueAt: string) => ({ kind: endKinds.registration, key, dueAt });
const invitation = (key: string, dueAt: string) => ({ kind: endKinds.invitation, key, dueAt });

/** When the key of each registration and invitation must be gone: when its time is over, or at once when it was used. */
export const ends: View<IdentityEvent, DueTables> = {
  name: 'ends_v1',
  on: {
    RegistrationRequested: (db, { data }) => scheduleDue(db, registration(data.registrationId, data.expiresAt)),
    RegistrationConfirmed: (db, { data }) => scheduleDue(db, registration(data.registrationId, atOnce)),
    RegistrationEnded: (db, { data }) => scheduleDue(db, registration(data.registrationId, atOnce)),
    StaffInvited: (db, { data }) => scheduleDue(db, invitation(data.invitationId, data.expiresAt)),
    StaffInvitationAccepted: (db, { data }) => scheduleDue(db, invitation(data.invitationId, atOnce)),
    StaffInvitationEnded: (db, { data }) => scheduleDue(db, invitation(data.invitationId, atOnce)),
  },
};
