import { describe, it } from '@jest/globals';
import { shredded } from '@lethe/contracts';
import { specify } from '@lethe/deciding/specify';
import type { WorkspaceEvent } from './workspace.events.ts';
import { createWorkspace } from './create-workspace.ts';
import { renameWorkspace } from './rename-workspace.ts';
import { joinWorkspace } from '../members/join-workspace.ts';
import { changeRole } from '../members/change-role.ts';
import { removeMember } from '../members/remove-member.ts';
import { leaveWorkspace } from '../members/leave-workspace.ts';
import { transferOwnership } from '../ownership/transfer-ownership.ts';
import { closeWorkspace } from './close-workspace.ts';
import { foldWithSeats } from './workspace.ts';

const workspaceId = '3b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a10';
const ada = '0b8f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c01';
const bob = '1c9f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c02';
const eve = '2d0f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c03';

const given = specify(foldWithSeats([ada, bob, eve]), {
  createWorkspace,
  renameWorkspace,
  joinWorkspace,
  changeRole,
  removeMember,
  leaveWorkspace,
  transferOwnership,
  closeWorkspace,
});
const at = '2026-11-24T09:00:00.000Z';

const created = {
  type: 'WorkspaceCreated',
  data: { workspaceId, name: 'Ours', ownerId: ada, createdAt: at, seats: 'rows' },
} as const satisfies WorkspaceEvent;
const renamed = (name: string): WorkspaceEvent => ({
  type: 'WorkspaceRenamed',
  data: { workspaceId, name, renamedAt: at },
});
const joined = (accountId: string, role: 'administrator' | 'member' | 'read-only' = 'member'): WorkspaceEvent => ({
  type: 'MemberJoined',
  data: { workspaceId, accountId, role, joinedAt: at },
});
const left = (accountId: string): WorkspaceEvent => ({
  type: 'MemberLeft',
  data: { workspaceId, accountId, because: 'left', leftAt: at },
});
const toBob: WorkspaceEvent = {
  type: 'OwnershipTransferred',
  data: { workspaceId, from: ada, to: bob, transferredAt: at },
};
const closed: WorkspaceEvent = { type: 'WorkspaceClosed', data: { workspaceId, ownerId: ada, closedAt: at } };

describe('Creating a workspace (WS-1)', () => {
  const create = (eligible = true) =>
    ({ type: 'CreateWorkspace', data: { workspaceId, name: 'Ours', by: ada, eligible, at } }) as const;

  it('makes its creator the owner', () => {
    given().when(create()).then(created);
  });
  it('a second time changes nothing', () => {
    given(created).when(create()).nothing();
  });
  it('is refused while the account is held (WS-3)', () => {
    given().when(create(false)).refused('member-not-eligible');
  });
});

describe('Renaming a workspace (WS-7)', () => {
  const rename = (by: string, name = 'Others') =>
    ({ type: 'RenameWorkspace', data: { workspaceId, by, name, at } }) as const;

  it('is done by the owner and by administrators', () => {
    given(created).when(rename(ada)).then(renamed('Others'));
    given(created, joined(bob, 'administrator')).when(rename(bob)).then(renamed('Others'));
  });
  it('is not permitted to a member, and shows no workspace to a stranger', () => {
    given(created, joined(bob)).when(rename(bob)).refused('not-permitted');
    given(created).when(rename(bob)).refused('workspace-unknown');
  });
  it('to the same name changes nothing', () => {
    given(created, renamed('Others')).when(rename(ada)).nothing();
  });
});

describe('Joining (WS-3, WS-5)', () => {
  const join = (eligible = true) =>
    ({ type: 'JoinWorkspace', data: { workspaceId, accountId: bob, role: 'member', eligible, at } }) as const;

  it('gives the role of the invitation', () => {
    given(created).when(join()).then(joined(bob));
  });
  it('keeps the role of somebody who is a member already', () => {
    given(created, joined(bob, 'administrator')).when(join()).nothing();
  });
  it('is refused while the account is held', () => {
    given(created).when(join(false)).refused('member-not-eligible');
  });
  it('is refused where the workspace is closed or never was', () => {
    given(created, closed).when(join()).refused('workspace-unknown');
    given().when(join()).refused('workspace-unknown');
  });
});

describe('Changing a role (WS-5)', () => {
  const change = (by: string, accountId: string) =>
    ({ type: 'ChangeRole', data: { workspaceId, by, accountId, role: 'read-only', at } }) as const;
  const changed: WorkspaceEvent = {
    type: 'RoleChanged',
    data: { workspaceId, accountId: bob, role: 'read-only', changedAt: at },
  };

  it('is done by the owner and by administrators', () => {
    given(created, joined(bob)).when(change(ada, bob)).then(changed);
    given(created, joined(bob), joined(eve, 'administrator')).when(change(eve, bob)).then(changed);
  });
  it('is not permitted to a member', () => {
    given(created, joined(bob), joined(eve)).when(change(eve, bob)).refused('not-permitted');
  });
  it('is not permitted to somebody who was administrator before', () => {
    const demoted: WorkspaceEvent = { type: 'RoleChanged', data: { ...changed.data, accountId: eve } };
    given(created, joined(bob), joined(eve, 'administrator'), demoted).when(change(eve, bob)).refused('not-permitted');
  });
  it('finds no workspace for somebody who is no member', () => {
    given(created, joined(bob)).when(change(eve, bob)).refused('workspace-unknown');
  });
  it('never touches the owner', () => {
    given(created).when(change(ada, ada)).refused('not-permitted');
    given(created, joined(bob, 'administrator')).when(change(bob, ada)).refused('not-permitted');
  });
  it('of nobody is refused', () => {
    given(created, joined(bob), left(bob)).when(change(ada, bob)).refused('member-unknown');
  });
  it('to the same role changes nothing', () => {
    given(created, joined(bob), changed).when(change(ada, bob)).nothing();
  });
});

describe('Removing a member (WS-5)', () => {
  const remove = (by: string, accountId: string) =>
    ({ type: 'RemoveMember', data: { workspaceId, by, accountId, at } }) as const;

  it('is done by the owner', () => {
    given(created, joined(bob))
      .when(remove(ada, bob))
      .then({ type: 'MemberLeft', data: { workspaceId, accountId: bob, because: 'removed', leftAt: at } });
  });
  it('never removes the owner', () => {
    given(created, joined(bob, 'administrator')).when(remove(bob, ada)).refused('not-permitted');
  });
  it('a second time finds nobody', () => {
    given(created, joined(bob), left(bob)).when(remove(ada, bob)).refused('member-unknown');
  });
  it('is not permitted to a member', () => {
    given(created, joined(bob), joined(eve)).when(remove(eve, bob)).refused('not-permitted');
  });
});

describe('Leaving (WS-5)', () => {
  const leave = (accountId: string, because: 'left' | 'cancelled' = 'left') =>
    ({ type: 'LeaveWorkspace', data: { workspaceId, accountId, because, at } }) as const;

  it('is recorded with its reason', () => {
    given(created, joined(bob)).when(leave(bob)).then(left(bob));
    given(created, joined(bob))
      .when(leave(bob, 'cancelled'))
      .then({ type: 'MemberLeft', data: { workspaceId, accountId: bob, because: 'cancelled', leftAt: at } });
  });
  it('is refused to the owner, and to a new owner', () => {
    given(created).when(leave(ada)).refused('owner-cannot-leave');
    given(created, joined(bob), toBob).when(leave(bob)).refused('owner-cannot-leave');
  });
  it('is open to the old owner after a transfer', () => {
    given(created, joined(bob), toBob).when(leave(ada)).then(left(ada));
  });
  it('a second time finds no workspace', () => {
    given(created, joined(bob), left(bob)).when(leave(bob)).refused('workspace-unknown');
  });
});

describe('Transferring ownership (WS-1, WS-2)', () => {
  const transfer = (by: string, to: string, { eligible = true } = {}) =>
    ({ type: 'TransferOwnership', data: { workspaceId, by, to, eligible, at } }) as const;

  it('is one step', () => {
    given(created, joined(bob)).when(transfer(ada, bob)).then(toBob);
  });
  it('leaves the old owner as administrator, who may not transfer again', () => {
    given(created, joined(bob), joined(eve), toBob).when(transfer(ada, eve)).refused('not-permitted');
    given(created, joined(bob), joined(eve), toBob)
      .when({ type: 'RemoveMember', data: { workspaceId, by: ada, accountId: eve, at } })
      .then({ type: 'MemberLeft', data: { workspaceId, accountId: eve, because: 'removed', leftAt: at } });
  });
  it('tells of a held member and of a stranger alike', () => {
    given(created, joined(bob))
      .when(transfer(ada, bob, { eligible: false }))
      .refused('member-not-eligible');
    given(created, joined(bob), left(bob)).when(transfer(ada, bob)).refused('member-not-eligible');
  });
  it('is not permitted to an administrator', () => {
    given(created, joined(bob, 'administrator')).when(transfer(bob, bob)).refused('not-permitted');
  });
  it('to oneself changes nothing', () => {
    given(created).when(transfer(ada, ada)).nothing();
  });
});

describe('Closing a workspace (WS-4)', () => {
  const close = (by: string, typedName: string) =>
    ({ type: 'CloseWorkspace', data: { workspaceId, by, typedName, at } }) as const;

  it('is done by an owner who is alone and types its name', () => {
    given(created).when(close(ada, 'Ours')).then(closed);
    given(created, joined(bob), left(bob)).when(close(ada, 'Ours')).then(closed);
  });
  it('is refused while there are members, with how many', () => {
    given(created, joined(bob)).when(close(ada, 'Ours')).refused('workspace-has-members', { members: 1 });
    given(created, joined(bob), joined(eve)).when(close(ada, 'Ours')).refused('workspace-has-members', { members: 2 });
  });
  it('is refused where the name differs', () => {
    given(created).when(close(ada, 'ours')).refused('name-differs');
  });
  it.each([
    ['with accents in two pieces', 'Cafe\u0301', 'Caf\u00e9'],
    ['with two spaces', 'Our  own', 'Our own'],
    ['with a no-break space', 'Our\u00a0own', 'Our own'],
    ['with a zero-width space', 'Our\u200bown', 'Ourown'],
    ['with a line break', 'Our\nown', 'Our own'],
    ['in Arabic with a joiner', '\u0645\u06cc\u200c\u062e', '\u0645\u06cc\u062e'],
    ['with joined emoji', '\u{1f469}\u200d\u{1f680}', '\u{1f469}\u{1f680}'],
    ['of full width', '\uff2f\uff55\uff52\uff53', 'Ours'],
    ['of nothing that can be seen', '\u200b', ''],
  ])(
    'compares the name as it is seen, %s, also where it was given before there was a rule (W4)',
    (_how, name, typed) => {
      const old: WorkspaceEvent = { ...created, data: { ...created.data, name } };
      given(old).when(close(ada, typed)).then(closed);
      given(old).when(close(ada, name)).then(closed);
      given(old).when(close(ada, 'Theirs')).refused('name-differs');
    },
  );
  it('asks for the newest name (WS-7)', () => {
    given(created, renamed('Others')).when(close(ada, 'Others')).then(closed);
    given(created, renamed('Others')).when(close(ada, 'Ours')).refused('name-differs');
  });
  it('is kept from nobody by a name that is gone, as it is in a log restored to before it was closed (WS-7, K4)', () => {
    const old: WorkspaceEvent = { ...created, data: { ...created.data, name: shredded } };
    given(old).when(close(ada, 'Whatever')).then(closed);
  });
  it('is not permitted to a member', () => {
    given(created, joined(bob)).when(close(bob, 'Ours')).refused('not-permitted');
  });
  it('a second time finds no workspace', () => {
    given(created, closed).when(close(ada, 'Ours')).refused('workspace-unknown');
  });
});
