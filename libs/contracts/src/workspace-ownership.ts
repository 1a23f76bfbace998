import * as z from 'zod';
import { email, emailShown, personName, usernameShown, workspaceNameShown } from './account-fields.ts';
import { call, id, instant, noDetails, unmetNeeds } from './call.ts';
import { itemsOf, pageInput, pageOutput, pageRefusals, pageTotal } from './page.ts';
import { secret } from './personal.ts';

export const workspaceRoles = ['owner', 'administrator', 'member', 'read-only'] as const;
const role = z.enum(workspaceRoles);
const memberRole = z.enum(['administrator', 'member', 'read-only']);
const workspaceName = personName(100).meta({ description: "The workspace's name.", examples: ['Werkstatt'] });
const ofWorkspace = { 'workspace-unknown': noDetails, 'not-permitted': noDetails } as const;
const tooManyInvitations = {
  'too-many-invitations': z.strictObject({ retryAt: instant.meta({ description: 'When one may be sent again.' }) }),
} as const;
/** SES-7: where the invitation is for an administrator; whether it is, only the service knows, so that the decision says it. */
const ofAdministrators = { [unmetNeeds.fresh]: noDetails } as const;
const token = secret(z.string().max(512).meta({ description: 'What the mailed link holds behind its `#`.' }));

export const CreateWorkspace = call({
  subject: 'lethe.rpc.workspace-ownership.workspace.create',
  callers: ['person'],
  input: z.strictObject({ name: workspaceName }),
  output: z.strictObject({ workspaceId: id }),
  refuses: { 'member-not-eligible': noDetails },
});

const workspaceLine = z
  .strictObject({
    workspaceId: id,
    name: workspaceNameShown,
    role: role.meta({ description: 'My own.' }),
    joinedAt: instant.meta({ description: 'When I became a member.' }),
  })
  .meta({ id: 'WorkspaceLine' });

/** Those I am in, in the order in which I joined them. */
export const ListWorkspaces = call({
  subject: 'lethe.rpc.workspace-ownership.workspace.list',
  callers: ['person'],
  input: z.strictObject({ ...pageInput }),
  output: z.strictObject({ workspaces: itemsOf(workspaceLine), ...pageOutput }),
  refuses: pageRefusals,
});

export const ReadWorkspace = call({
  subject: 'lethe.rpc.workspace-ownership.workspace.read',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id }),
  output: z
    .strictObject({
      workspaceId: id,
      name: workspaceNameShown,
      role: role.meta({ description: 'My own.' }),
      ownerId: id.meta({ description: 'The account that owns it.' }),
      members: z.int().min(1).meta({ description: 'How many there are, the owner among them.' }),
      createdAt: instant,
    })
    .meta({ id: 'Workspace' }),
  refuses: { 'workspace-unknown': noDetails },
});

/** WS-7: by its owner and administrators. */
export const RenameWorkspace = call({
  subject: 'lethe.rpc.workspace-ownership.workspace.rename',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id, name: workspaceName }),
  output: z.strictObject({}),
  refuses: ofWorkspace,
});

const member = z
  .strictObject({
    accountId: id,
    username: usernameShown.nullable().meta({ description: 'Null is a cancelled account.' }),
    role,
    joinedAt: instant,
  })
  .meta({ id: 'Member' });

/** In the order in which they joined. Names come from identity for this answer and are stored nowhere else. */
export const ListMembers = call({
  subject: 'lethe.rpc.workspace-ownership.member.list',
  callers: ['person'],
  input: z.strictObject({
    workspaceId: id,
    role: role.exactOptional().meta({ description: 'Only members with this role.' }),
    ...pageInput,
  }),
  output: z.strictObject({
    members: itemsOf(member),
    total: pageTotal,
    ...pageOutput,
  }),
  refuses: { 'workspace-unknown': noDetails, ...pageRefusals },
});

const invited = z.strictObject({ invitationId: id, expiresAt: instant }).meta({ id: 'InvitationSent' });

/** WS-3: answered alike for every address. WS-5: takes the place of an open invitation of the same address. */
export const InviteMember = call({
  subject: 'lethe.rpc.workspace-ownership.member.invite',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id, email, role: memberRole }),
  output: invited,
  refuses: { ...ofWorkspace, ...tooManyInvitations, ...ofAdministrators },
});

const invitation = z
  .strictObject({
    invitationId: id,
    email: emailShown,
    role: memberRole,
    invitedBy: id.meta({ description: 'The account that sent it.' }),
    invitedByName: usernameShown.nullable().meta({ description: 'Null is a cancelled account.' }),
    invitedAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'Invitation' });

/** WS-5: those that can be accepted, newest first; for whoever may invite. */
export const ListInvitations = call({
  subject: 'lethe.rpc.workspace-ownership.invitation.list',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id, ...pageInput }),
  output: z.strictObject({ invitations: itemsOf(invitation), ...pageOutput }),
  refuses: { ...ofWorkspace, ...pageRefusals },
});

/** WS-5: a new invitation with a new link and 14 days of its own takes the place of this one, whose link is dead. */
export const ResendInvitation = call({
  subject: 'lethe.rpc.workspace-ownership.invitation.resend',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id, invitationId: id }),
  output: invited,
  refuses: { ...ofWorkspace, ...tooManyInvitations, ...ofAdministrators, 'invitation-unknown': noDetails },
});

export const RevokeInvitation = call({
  subject: 'lethe.rpc.workspace-ownership.invitation.revoke',
  callers: ['person'],
  input: z.strictObject({ workspaceId: id, invitationId: id }),
  output: z.strictObject({}),
  refuses: { ...ofWorkspace, 'invitation-unknown': noDetails },
});

/** For the page behind the mailed link, before anybody signs in: nothing about the address or its account (WS-3). */
export const PreviewInvitation = call({
  subject: 'lethe.rpc.workspace-ownership.invitation.preview',
  callers: ['service:gateway'],
  input: z.strictObject({ token }),
  output: z
    .strictObject({ workspaceName: workspaceNameShown, role: memberRole, expiresAt: instant })
    .meta({ id: 'InvitationPreview' }),
  refuses: { 'invitation-unknown': noDetails },
});

/** WS-5: by the account whose address it is for, while its sender may invite. */
export const AcceptInvitation = call({
  subject: 'lethe.rpc.workspace-ownership.member.accept-invitation',
  callers: ['person'],
  input: z.strictObject({ token }),
  output: z.strictObject({ workspaceId: id }),
  refuses: {
    'invitation-unknown': noDetails,
    'invitation-for-another-address': noDetails,
    'member-not-eligible': noDetails,
  },
});

export const ChangeRole = call({
  subject: 'lethe.rpc.workspace-ownership.member.change-role',
  callers: ['person'],
  needs: { fresh: true },
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

/** WS-2: one step. */
export const TransferOwnership = call({
  subject: 'lethe.rpc.workspace-ownership.workspace.transfer',
  callers: ['person'],
  needs: { fresh: true },
  input: z.strictObject({ workspaceId: id, to: id }),
  output: z.strictObject({}),
  refuses: { ...ofWorkspace, 'member-not-eligible': noDetails },
});

/** WS-4: an owner who is the only member, after typing the workspace's name as it is seen (`nameAsSeen`). */
export const CloseWorkspace = call({
  subject: 'lethe.rpc.workspace-ownership.workspace.close',
  callers: ['person'],
  needs: { fresh: true },
  input: z.strictObject({ workspaceId: id, typedName: z.string().max(1024) }),
  output: z.strictObject({}),
  refuses: { ...ofWorkspace, 'name-differs': noDetails, 'workspace-has-members': z.strictObject({ members: z.int() }) },
});

export const IsMember = call({
  subject: 'lethe.rpc.workspace-ownership.member.read-role',
  callers: ['service:ticketing'],
  signed: true,
  input: z.strictObject({ workspaceId: id, accountId: id }),
  output: z.strictObject({ role: role.nullable() }),
  refuses: {},
});
