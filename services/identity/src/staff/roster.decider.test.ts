import { describe, it } from '@jest/globals';
import type { StaffRole } from '@lethe/contracts';
import { specify } from '@lethe/deciding/specify';
import type { RosterEvent } from './roster.events.ts';
import { joinStaff, leaveStaff, reassignStaff, restoreStaff, suspendStaff } from './roster.decider.ts';
import { rosterFold } from './roster.ts';

const given = specify(rosterFold, { joinStaff, reassignStaff, suspendStaff, restoreStaff, leaveStaff });
const at = '2026-11-24T07:00:00.000Z';
const ada = '7f4f2f0e-64f8-4b2b-9c61-0f9c5c3c7f11';
const bob = '0a3b7d7e-2f5e-4a35-8f47-4b8e3c1b9a22';

const joined = (accountId: string, role: StaffRole = 'administrator'): RosterEvent => ({
  type: 'StaffJoined',
  data: { accountId, role, joinedAt: at },
});
const suspended = (accountId: string): RosterEvent => ({
  type: 'StaffSuspended',
  data: { accountId, suspendedAt: at },
});
const restored = (accountId: string): RosterEvent => ({ type: 'StaffRestored', data: { accountId, restoredAt: at } });
const left = (accountId: string): RosterEvent => ({ type: 'StaffLeft', data: { accountId, leftAt: at } });
const reassigned = (accountId: string, role: StaffRole): RosterEvent => ({
  type: 'StaffReassigned',
  data: { accountId, role, reassignedAt: at },
});
const reassign = (accountId: string, role: StaffRole | null, by = ada) =>
  ({ type: 'ReassignStaff', data: { accountId, role, by, at } }) as const;
const suspend = (accountId: string) => ({ type: 'SuspendStaff', data: { accountId, at } }) as const;
const restore = (accountId: string) => ({ type: 'RestoreStaff', data: { accountId, at } }) as const;
const leave = (accountId: string) => ({ type: 'LeaveStaff', data: { accountId, at } }) as const;

describe('The last active administrator (ADM-1)', () => {
  it('cannot be suspended', () => {
    given(joined(ada)).when(suspend(ada)).refused('last-administrator');
  });
  it('is last also where others are suspended, have left, or have another role', () => {
    given(joined(ada), joined(bob), suspended(bob)).when(suspend(ada)).refused('last-administrator');
    given(joined(ada), joined(bob), suspended(bob), left(bob)).when(suspend(ada)).refused('last-administrator');
    given(joined(ada), joined(bob, 'support')).when(suspend(ada)).refused('last-administrator');
  });
  it('can be suspended where another one is active', () => {
    given(joined(ada), joined(bob)).when(suspend(ada)).then(suspended(ada));
    given(joined(ada), joined(bob), suspended(bob), restored(bob)).when(suspend(ada)).then(suspended(ada));
  });
});

describe('Another role (ADM-1)', () => {
  it('is given by an administrator, or taken away', () => {
    given(joined(ada), joined(bob, 'support')).when(reassign(bob, 'auditor')).then(reassigned(bob, 'auditor'));
    given(joined(ada), joined(bob, 'support'))
      .when(reassign(bob, 'administrator'))
      .then(reassigned(bob, 'administrator'));
    given(joined(ada), joined(bob)).when(reassign(bob, null)).then(left(bob));
  });
  it('that is the same one changes nothing', () => {
    given(joined(ada), joined(bob, 'support')).when(reassign(bob, 'support')).nothing();
  });
  it('is for those of the staff alone', () => {
    given(joined(ada)).when(reassign(bob, 'support')).refused('member-unknown');
    given(joined(ada), joined(bob), left(bob)).when(reassign(bob, null)).refused('member-unknown');
  });
  it('is given by an active administrator alone: of two who take it from each other, the second is none any more', () => {
    const both = [joined(ada), joined(bob)];
    given(...both, reassigned(bob, 'support'))
      .when(reassign(ada, 'support', bob))
      .refused('not-permitted');
    given(...both, left(bob))
      .when(reassign(ada, null, bob))
      .refused('not-permitted');
    given(...both, suspended(bob))
      .when(reassign(ada, 'support', bob))
      .refused('not-permitted');
    given(joined(ada), joined(bob, 'auditor'))
      .when(reassign(bob, 'administrator', bob))
      .refused('not-permitted');
  });
  it('may be one’s own while another administrator is active, never the last one’s', () => {
    given(joined(ada), joined(bob)).when(reassign(ada, 'auditor')).then(reassigned(ada, 'auditor'));
    for (const role of ['support', 'auditor', null] as const) {
      given(joined(ada)).when(reassign(ada, role)).refused('last-administrator');
      given(joined(ada), joined(bob), suspended(bob)).when(reassign(ada, role)).refused('last-administrator');
      given(joined(ada), joined(bob), reassigned(bob, 'support'))
        .when(reassign(ada, role))
        .refused('last-administrator');
    }
  });
  it('is kept under a lock, and back with the account', () => {
    const history = [joined(ada), joined(bob), suspended(bob), reassigned(bob, 'support')];
    given(...history)
      .when(restore(bob))
      .then(restored(bob));
    given(...history, restored(bob))
      .when(suspend(ada))
      .refused('last-administrator');
  });
});

describe('The roster', () => {
  it('takes in each member once', () => {
    given()
      .when({ type: 'JoinStaff', data: { accountId: ada, role: 'auditor', at } })
      .then(joined(ada, 'auditor'));
    given(joined(ada))
      .when({ type: 'JoinStaff', data: { accountId: ada, role: 'auditor', at } })
      .nothing();
  });
  it('suspends and restores once, and lets support go although no administrator is left', () => {
    given(joined(ada, 'support')).when(suspend(ada)).then(suspended(ada));
    given(joined(ada, 'support'), suspended(ada)).when(suspend(ada)).nothing();
    given(joined(ada), joined(bob), suspended(ada)).when(restore(ada)).then(restored(ada));
    given(joined(ada)).when(restore(ada)).nothing();
  });
  it('says nothing about accounts that are not staff', () => {
    given(joined(ada)).when(suspend(bob)).nothing();
    given(joined(ada)).when(leave(bob)).nothing();
  });
  it('lets a cancelled member go for good', () => {
    given(joined(ada), joined(bob), suspended(ada)).when(leave(ada)).then(left(ada));
    given(joined(bob), joined(ada), suspended(ada), left(ada)).when(leave(ada)).nothing();
  });
});
