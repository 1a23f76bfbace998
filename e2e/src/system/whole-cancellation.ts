import { cancel, fullAccount, removeBlockers, stranger } from '../story/cancel-account.story.ts';
import { reached, type Confirmed } from '../story/cancelling.ts';
import { staffMember, type Person } from '../story/person.ts';
import { closeByStaff } from '../story/tickets.ts';
import type { Death } from './deaths.ts';
import { endOf, type End } from './end-of-account.ts';
import { inviteAdministrator } from './operator.ts';
import type { System } from './system.ts';

const say = () => undefined;

type Confirming = () => Promise<Confirmed>;

/** What may happen while somebody confirms. */
export type Around = (confirming: Confirming) => Promise<Confirmed>;

const undisturbed: Around = (confirming) => confirming();

/** Each of them dies there, once. */
export const amidstDeaths =
  (system: System, deaths: readonly Death[]): Around =>
  async (confirming) => {
    await Promise.all(deaths.map(([name, failpoint]) => system.services.arm(name, failpoint)));
    return confirming();
  };

export const firstOfStaff = async (system: System): Promise<Person> => {
  const who = stranger('grace');
  return staffMember(system.world, who, await inviteAdministrator(system, who.email));
};

/** The cancellation of an account with everything, from the notice to the end of its last ticket, and what it leaves. */
export const wholeCancellation = async (system: System, staff: Person, around: Around = undisturbed): Promise<End> => {
  const leaver = await fullAccount(system.world, say);
  await removeBlockers(leaver, say);
  const confirmed = await around(async () => (await cancel(leaver, say)).confirmed);
  await reached(system.world, confirmed, 'cleared-but-tickets', 60_000);
  for (const ticketId of leaver.tickets) await closeByStaff(staff, ticketId);
  await reached(system.world, confirmed, 'completed', 60_000);
  return endOf(system, staff, leaver, confirmed);
};
