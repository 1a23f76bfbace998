import * as z from 'zod';
import { email } from './account-fields.ts';
import { call, id, instant, noDetails } from './call.ts';
import { secret } from './personal.ts';
import { publicEvent } from './public-event.ts';

export const workspaceRoles = ['owner', 'administrator', 'member', 'read-only'] as const;
const role = z.enum(workspaceRoles);
const memberRole = z.enum(['administrator', 'member', 'read-only']);
const workspaceName = z.string().trim().min(1).max(100);
const ofWorkspace = { 'workspace-unknown': noDetails, 'not-permitted': noDetails } as const;

export const CreateWorkspace = call({
  subject: 'lethe.rpc.workspace-ownership.workspace.create',
  callers: ['person'],
  input: z.strictObject({ name: workspaceName }),
  output: z.strictObject({ workspaceId: id }),
  refuses: { 'member-not-eligible': noDetails },
});

export const ListWorkspaces = call({
  subject: 'lethe.rpc.workspace-ownership.workspace.list',
  callers: ['person'],
  input: z.strictObject({}),
  output: z.strictObject({
    workspaces: z.array(z.strictObject({ workspaceId: id, name: z.string(), role, joinedAt: instant })),
  }),
  refuses: {},
});

/** Names come from identity for this answer and are stored nowhere else; null is a cancelled account. */
export const ReadMembers = call({
  subject: 'lethe.rpc.workspace-ownership.member.list',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id }),
  output: z.strictObject({
    members: z.array(z.strictObject({ accountId: id, username: z.string().nullable(), role, joinedAt: instant })),
  }),
  refuses: { 'workspace-unknown': noDetails },
});

/** WS-3: answered alike for every address. */
export const InviteMember = call({
  subject: 'lethe.rpc.workspace-ownership.member.invite',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id, email, role: memberRole }),
  output: z.strictObject({ invitationId: id, expiresAt: instant }),
  refuses: ofWorkspace,
});

export const AcceptInvitation = call({
  subject: 'lethe.rpc.workspace-ownership.member.accept-invitation',
  callers: ['person'],
  input: z.strictObject({ token: secret(z.string().max(512)) }),
  output: z.strictObject({ workspaceId: id }),
  refuses: { 'invitation-unknown': noDetails, 'member-not-eligible': noDetails },
});

export const ChangeRole = call({
  subject: 'lethe.rpc.workspace-ownership.member.change-role',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id, accountId: id, role: memberRole }),
  output: z.strictObject({}),
  refuses: { ...ofWorkspace, 'member-unknown': noDetails },
});

export const RemoveMember = call({
  subject: 'lethe.rpc.workspace-ownership.member.remove',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id, accountId: id }),
  output: z.strictObject({}),
  refuses: { ...ofWorkspace, 'member-unknown': noDetails },
});

export const LeaveWorkspace = call({
  subject: 'lethe.rpc.workspace-ownership.member.leave',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id }),
  output: z.strictObject({}),
  refuses: { 'workspace-unknown': noDetails, 'owner-cannot-leave': noDetails },
});

/** WS-2: one step; needs a verification at most 10 minutes old (SES-7). */
export const TransferOwnership = call({
  subject: 'lethe.rpc.workspace-ownership.workspace.transfer',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id, to: id }),
  output: z.strictObject({}),
  refuses: { ...ofWorkspace, 'member-not-eligible': noDetails, 'verification-stale': noDetails },
});

/** WS-4: an owner who is the only member, after typing the workspace's name. */
export const CloseWorkspace = call({
  subject: 'lethe.rpc.workspace-ownership.workspace.close',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id, typedName: z.string() }),
  output: z.strictObject({}),
  refuses: { ...ofWorkspace, 'name-differs': noDetails, 'workspace-has-members': z.strictObject({ members: z.int() }) },
});

export const ownedWorkspace = z.strictObject({ workspaceId: id, name: z.string(), onlyMember: z.boolean() });

/** WS-6: from the write side. */
export const ReadOwnership = call({
  subject: 'lethe.rpc.workspace-ownership.ownership.read',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({
    owned: z.array(ownedWorkspace),
    memberOf: z.int().min(0),
    /** The newest 100 of them, the newest first. */
    memberships: z.array(z.strictObject({ workspaceId: id, name: z.string() })).max(100),
  }),
  refuses: {},
});

const attempt = z.strictObject({ accountId: id, attempt: z.int().min(1) });

/** While it stands the account becomes owner of nothing and joins nothing. */
export const HoldOwnership = call({
  subject: 'lethe.rpc.workspace-ownership.ownership.hold',
  callers: ['service:cancellation'],
  input: attempt,
  output: z.strictObject({}),
  refuses: {
    'owner-of-workspaces': z.strictObject({ workspaces: z.array(ownedWorkspace) }),
    'attempt-undone': noDetails,
  },
});

export const ReleaseOwnershipHold = call({
  subject: 'lethe.rpc.workspace-ownership.ownership.release-hold',
  callers: ['service:cancellation'],
  input: attempt,
  output: z.strictObject({}),
  refuses: {},
});

export const IsMember = call({
  subject: 'lethe.rpc.workspace-ownership.member.read-role',
  callers: ['service:ticketing'],
  input: z.strictObject({ workspaceId: id, accountId: id }),
  output: z.strictObject({ role: role.nullable() }),
  refuses: {},
});

export const WorkspaceCreated = publicEvent({
  type: 'lethe.workspace.created.v1',
  context: 'workspace',
  name: 'created',
  meaning: 'A workspace exists; its owner is the account.',
  data: z.strictObject({ workspaceId: id, ownerId: id, createdAt: instant }),
});

export const OwnershipTransferred = publicEvent({
  type: 'lethe.workspace.ownership-transferred.v1',
  context: 'workspace',
  name: 'ownership-transferred',
  meaning: 'The workspace has another owner; the old one stays as administrator.',
  data: z.strictObject({ workspaceId: id, from: id, to: id, transferredAt: instant }),
});

export const MemberJoined = publicEvent({
  type: 'lethe.workspace.member-joined.v1',
  context: 'workspace',
  name: 'member-joined',
  meaning: 'The account is a member of the workspace.',
  data: z.strictObject({ workspaceId: id, accountId: id, role, joinedAt: instant }),
});

export const MemberLeft = publicEvent({
  type: 'lethe.workspace.member-left.v1',
  context: 'workspace',
  name: 'member-left',
  meaning: 'The account is no member any more.',
  data: z.strictObject({
    workspaceId: id,
    accountId: id,
    because: z.enum(['left', 'removed', 'cancelled', 'closed']),
    leftAt: instant,
  }),
});
