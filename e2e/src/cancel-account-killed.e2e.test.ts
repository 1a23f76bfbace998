import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceName } from '@lethe/contracts';
import { expectStatus } from './story/browser.ts';
import { cancel, fullAccount, removeBlockers, stranger, type Leaver } from './story/cancel-account.story.ts';
import { reached } from './story/cancelling.ts';
import { staffMember, type Person } from './story/person.ts';
import { closeByStaff } from './story/tickets.ts';
import { inviteAdministrator } from './system/operator.ts';
import { keysOf } from './system/subject-keys.ts';
import { System } from './system/system.ts';

const say = () => undefined;

/** Where each service dies, once, in the middle of the saga. */
const deaths: readonly (readonly [ServiceName, string])[] = [
  ['cancellation', 'saga.before-settling'],
  ['cancellation', 'relay.after-publish'],
  ['identity', 'clearing.after-gate'],
  ['session', 'clearing.after-clear'],
  ['mfa', 'clearing.after-key'],
  ['workspace-ownership', 'consumer.after-handling'],
  ['ticketing', 'clearing.after-gate'],
  ['notification', 'clearing.after-record'],
  ['gateway', 'gateway.after-call:4'],
];

type Line = Readonly<{ what: string; participant: string | null; at: string }>;
type End = Readonly<{ state: string; timeline: readonly string[]; keys: readonly string[] }>;

let system: System;
let staff: Person;
let undisturbed: End;

/** Notification accepts first where the last mail is still on its way, which is a matter of milliseconds. */
const byChance = 'ParticipantAccepted notification';

/** What is left of an account, without ids and instants; what ran in parallel may come in any order. */
const endOf = async (leaver: Leaver): Promise<End> => {
  const answer = await staff.browser.get<{ state: string; timeline: readonly Line[] }>(
    `/v1/staff/cancellations/${leaver.person.accountId}`,
  );
  const { state, timeline } = expectStatus(answer, 200);
  return {
    state,
    timeline: timeline
      .map(({ what, participant }) => `${what} ${participant ?? ''}`)
      .filter((line) => line !== byChance)
      .toSorted(),
    keys: await keysOf(system.postgresUrl, leaver.person.accountId),
  };
};

const wholeStory = async (leaver: Leaver, arm: () => Promise<void>): Promise<End> => {
  await removeBlockers(leaver, say);
  await arm();
  const { confirmed } = await cancel(leaver, say);
  await reached(system.world, confirmed, 'cleared-but-tickets', 60_000);
  for (const ticketId of leaver.tickets) await closeByStaff(staff, ticketId);
  await reached(system.world, confirmed, 'completed', 60_000);
  return endOf(leaver);
};

beforeAll(async () => {
  system = await System.start();
  const who = stranger('grace');
  staff = await staffMember(system.world, who, await inviteAdministrator(system, who.email));
  undisturbed = await wholeStory(await fullAccount(system.world, say), () => Promise.resolve());
}, 180_000);
afterAll(async () => {
  await system.stop();
  system.remove();
}, 60_000);

describe('A cancellation in which a service is killed ends like one without (CAN-8, C1)', () => {
  it('where nobody is killed', () => {
    expect(undisturbed.state).toBe('completed');
    expect(undisturbed.keys).toEqual([]);
  });

  it.each(deaths)(
    '%s, at %s',
    async (name, failpoint) => {
      const before = system.deaths.length;
      const leaver = await fullAccount(system.world, say);
      expect(await wholeStory(leaver, () => system.arm(name, failpoint))).toEqual(undisturbed);
      expect(system.deaths.slice(before)).toEqual([name]);
    },
    120_000,
  );

  it('and leaves every invariant standing', async () => {
    expect(await system.command('verify')).toContain('Nothing is wrong');
  }, 30_000);
});
