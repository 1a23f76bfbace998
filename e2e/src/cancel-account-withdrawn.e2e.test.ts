import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NatsCalls } from '@lethe/bus';
import { HoldOwnership, LockAccount, LockSessions } from '@lethe/contracts';
import { expectStatus } from './story/browser.ts';
import { cancel, fullAccount, removeBlockers, type Leaver } from './story/cancel-account.story.ts';
import { agreements, confirm, reached, verify, type Confirmed } from './story/cancelling.ts';
import { eventually } from '@lethe/testing';
import { signIn } from './story/person.ts';
import { closeWorkspace, createWorkspace } from './story/workspaces.ts';
import { callsAs } from './system/calls-as.ts';
import { System } from './system/system.ts';

const say = () => undefined;
let system: System;
let leaver: Leaver;
let cancellation: NatsCalls;
let withdrawn: Confirmed;
let workspaceId: string;

beforeAll(async () => {
  system = await System.start();
  leaver = await fullAccount(system.world, say);
  await removeBlockers(leaver, say);
  cancellation = await callsAs(system, 'cancellation');
}, 120_000);
afterAll(async () => {
  await cancellation.close();
  await system.stop();
  system.remove();
}, 60_000);

/** The tests stand in the order of the story. */
describe('Somebody who becomes an owner between confirming and the hold (CAN-7, C4, C10)', () => {
  it('has the cancellation withdrawn, although its service was killed meanwhile', async () => {
    await system.services.arm('cancellation', 'saga.before-asking', true);
    const [grant, agreed] = await Promise.all([verify(leaver.person, false), agreements(leaver.person)]);
    const confirming = confirm(leaver.person.browser, grant, agreed);
    await eventually(() => expect(system.deaths).toEqual(['cancellation']));
    workspaceId = await createWorkspace(leaver.person, 'Second thoughts');
    await system.services.start('cancellation');
    withdrawn = expectStatus(await confirming, 202);
    expect((await reached(system.world, withdrawn, 'withdrawn')).finalAt).toBeNull();
  }, 60_000);

  it('finds everything as before, the session included', async () => {
    expectStatus(await leaver.person.browser.get('/v1/account'), 200);
    await signIn(leaver.colleague);
  });

  it('is not held or locked by what comes late from that attempt', async () => {
    const late = { accountId: leaver.person.accountId, attempt: 1 };
    const how = { key: 'late' };
    await eventually(async () => {
      expect(await cancellation.ask(HoldOwnership, late, how)).toMatchObject({ refused: 'attempt-undone' });
      expect(await cancellation.ask(LockAccount, late, how)).toMatchObject({ refused: 'attempt-undone' });
      expect(await cancellation.ask(LockSessions, late, how)).toMatchObject({ refused: 'attempt-undone' });
    });
    expectStatus(await leaver.person.browser.get('/v1/account'), 200);
  });

  it('can cancel after all, as another attempt', async () => {
    await closeWorkspace(leaver.person, { workspaceId, name: 'Second thoughts', role: 'owner' });
    const { confirmed } = await cancel(leaver, say);
    expect(confirmed.cancellationId).not.toBe(withdrawn.cancellationId);
    expect((await reached(system.world, confirmed, 'cleared-but-tickets')).state).toBe('cleared-but-tickets');
  }, 60_000);

  it('leaves every invariant standing', async () => {
    expect(await system.command('verify')).toContain('Nothing is wrong');
  });
});
