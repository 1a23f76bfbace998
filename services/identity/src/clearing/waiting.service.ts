import type { Recorded, Unit } from '@lethe/journal';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import { endForCancelledAddress } from '../registration/end-registration.ts';
import { registrationFold, registrationSubject } from '../registration/registration.ts';
import { withdrawInvitation } from '../staff/invitation.decider.ts';
import { invitationFold, invitationSubject } from '../staff/invitation.ts';
import { registrationStream } from '../registration/registration.events.ts';
import { invitationStream } from '../staff/invitation.events.ts';

type Unfinished = Unit<IdentityEvent>;

/** Ends what waits for an address and is older than its release (PLAN-2). */
export const endWaiting = async (kit: IdentityKit, unit: Unfinished, address: string, releasedAt: string) => {
  const data = { releasedAt, at: kit.clock() };
  const end = (stream: string, id: string, ended: readonly IdentityEvent[]): void => {
    unit.record(stream, ended);
    if (ended.length > 0) unit.releaseAll(id);
  };
  for (const id of await kit.journal.lookUp('pending-email', address)) {
    const registration = await unit.load(registrationStream(id), registrationFold);
    end(registrationStream(id), id, endForCancelledAddress({ type: 'EndForCancelledAddress', data }, registration));
  }
  for (const id of await kit.journal.lookUp('invited-email', address)) {
    const invitation = await unit.load(invitationStream(id), invitationFold);
    end(invitationStream(id), id, withdrawInvitation({ type: 'WithdrawInvitation', data }, invitation));
  }
};

/** Subjects whose keys go with what was ended, by kind. */
export const endedIn = (events: readonly Recorded<IdentityEvent>[]) => ({
  registrations: events.flatMap(({ type, data }) =>
    type === 'RegistrationEnded' ? [registrationSubject(data.registrationId)] : [],
  ),
  invitations: events.flatMap(({ type, data }) =>
    type === 'StaffInvitationEnded' ? [invitationSubject(data.invitationId)] : [],
  ),
});
