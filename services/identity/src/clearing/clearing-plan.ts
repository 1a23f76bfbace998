import type { ClearingPlan } from '@lethe/clearing';
import { normalisedEmail } from '@lethe/contracts';
import { accountFold, readable } from '../account/account.ts';
import type { IdentityKit } from '../identity-kit.ts';
import { signInFailures } from '../credential/sign-in-failures.service.ts';
import { codeSends } from '../verification/code-sends.service.ts';
import { endedIn, endWaiting } from './waiting.service.ts';
import { accountStream } from '../account/account.events.ts';

const byAccount = ['account', 'stop-link', 'reset-device', 'inviter'] as const;
const byAddress = ['address', 'registration', 'reset', 'invited'] as const;

/**
 * Identity's own part in clearing an account. Name and password hash die with the account's key; the address has a key
 * of its own and stays for the last mails.
 */
export const clearingPlan = (kit: IdentityKit): ClearingPlan => {
  const { journal, sealing, clock } = kit;
  const sends = codeSends(kit);

  /** K6: an index of the address is of the account, too. */
  const forgetCounters = async (address: string, releasedAt: string): Promise<void> => {
    for (const kind of byAddress) await sends.forget(kind, address, releasedAt);
    await signInFailures(kit).forgetAddress(address, releasedAt);
    await signInFailures(kit, 'reset-failures').forgetAddress(address, releasedAt);
  };

  return {
    clear: async ({ accountId, releasedAt }, command) => {
      const address = await addressOf(kit, accountId);
      const { registrations, invitations } = await journal.handle(
        command,
        async (unit) => {
          if (address !== undefined) await endWaiting(kit, unit, address, releasedAt);
        },
        endedIn,
      );
      for (const subject of [...registrations, ...invitations]) await sealing.destroy(subject, clock());
      for (const kind of byAccount) await sends.forget(kind, accountId);
      await signInFailures(kit).forgetAccount(accountId);
      if (address !== undefined) await forgetCounters(address, releasedAt);
      const counts = { 'pending-registrations': registrations.length, 'staff-invitations': invitations.length };
      return { categories: { profiles: 1, ...counts } };
    },
    remaining: async ({ accountId }) => {
      const address = await addressOf(kit, accountId);
      const holders = address === undefined ? [] : await journal.lookUp('email', address);
      const counted = await Promise.all(byAccount.map((kind) => sends.count(kind, accountId)));
      return counted.reduce((sum, count) => sum + count, holders.filter((holder) => holder === accountId).length);
    },
  };
};

const addressOf = async ({ journal }: Pick<IdentityKit, 'journal'>, accountId: string): Promise<string | undefined> => {
  const account = await journal.state(accountStream(accountId), accountFold);
  const email = account.status === 'unregistered' ? undefined : readable(account.email);
  return email === undefined ? undefined : normalisedEmail(email);
};
