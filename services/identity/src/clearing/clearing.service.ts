import { isShredded, type ClearingRequest } from '@lethe/contracts';
import type { ClearingPlan } from '@lethe/clearing';
import type { Command, Recorded, Unit } from '@lethe/journal';
import { accountDecider } from '../account/account.decider.ts';
import { accountStream } from '../account/account.ts';
import { normalisedEmail } from '../account/email-address.ts';
import type { IdentityEvent, IdentityKit } from '../identity.kit.ts';
import { endForCancelledAddress } from '../registration/end-registration.ts';
import { registrationDecider } from '../registration/registration.decider.ts';
import { registrationStream, registrationSubject } from '../registration/registration.ts';
import { invitationDecider, withdrawInvitation } from '../staff/invitation.decider.ts';
import { invitationStream, invitationSubject } from '../staff/invitation.ts';
import { codeSends } from '../verification/code-sends.service.ts';

/**
 * Identity's own part in clearing an account. Name and password hash die with the account's key; the address has a key of its own
 * and stays for the last mails. What waits for the address and is older than its release goes now (PLAN-2).
 */
export const clearingPlan = (kit: IdentityKit): ClearingPlan => {
  const { journal, sealing, clock } = kit;
  const sends = codeSends(kit);

  const addressOf = async (accountId: string): Promise<string | undefined> => {
    const account = await journal.state(accountStream(accountId), accountDecider);
    return account.status === 'unregistered' || isShredded(account.email) ? undefined : normalisedEmail(account.email);
  };

  const endWaiting = async (unit: Unit<IdentityEvent>, address: string, releasedAt: string): Promise<void> => {
    const at = clock();
    const data = { releasedAt, at };
    for (const id of await journal.lookUp('pending-email', address)) {
      const stream = registrationStream(id);
      const registration = await unit.load(stream, registrationDecider);
      const ended = endForCancelledAddress({ type: 'EndForCancelledAddress', data }, registration);
      unit.record(stream, ended);
      if (ended.length > 0) unit.releaseAll(id);
    }
    for (const id of await journal.lookUp('invited-email', address)) {
      const stream = invitationStream(id);
      const invitation = await unit.load(stream, invitationDecider);
      const ended = withdrawInvitation({ type: 'WithdrawInvitation', data }, invitation);
      unit.record(stream, ended);
      if (ended.length > 0) unit.releaseAll(id);
    }
  };

  const destroyKeys = async (subjects: readonly string[]): Promise<void> => {
    for (const subject of subjects) await sealing.destroy(subject, clock());
  };

  return {
    clear: async ({ accountId, releasedAt }: ClearingRequest, command: Command) => {
      const address = await addressOf(accountId);
      const ended = await journal.handle(
        command,
        async (unit) => {
          if (address !== undefined) await endWaiting(unit, address, releasedAt);
        },
        endedIn,
      );
      await destroyKeys([...ended.registrations.map(registrationSubject), ...ended.invitations.map(invitationSubject)]);
      await sends.forget('account', accountId);
      const { registrations, invitations } = ended;
      const counts = { 'pending-registrations': registrations.length, 'staff-invitations': invitations.length };
      return { categories: { profiles: 1, ...counts } };
    },
    remaining: async ({ accountId }) => {
      const address = await addressOf(accountId);
      const holders = address === undefined ? [] : await journal.lookUp('email', address);
      return holders.filter((holder) => holder === accountId).length + (await sends.count('account', accountId));
    },
  };
};

const endedIn = (events: readonly Recorded<IdentityEvent>[]) => ({
  registrations: events.flatMap(({ type, data }) => (type === 'RegistrationEnded' ? [data.registrationId] : [])),
  invitations: events.flatMap(({ type, data }) => (type === 'StaffInvitationEnded' ? [data.invitationId] : [])),
});
