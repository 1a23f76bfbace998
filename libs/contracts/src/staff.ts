import * as z from 'zod';
import { email, emailShown, usernameShown, password, username } from './account-fields.ts';
import { call, id, instant, noDetails, staffRoles } from './call.ts';
import { language, timeZone } from './language.ts';
import { itemsOf, pageInput, pageOutput, pageRefusals } from './page.ts';
import { secret } from './personal.ts';
import { retry, weak } from './refusal-details.ts';

const staffRole = z.enum(staffRoles);

/** Colleagues, for whoever assigns something to one. In the order in which they joined. */
export const ListStaff = call({
  subject: 'lethe.rpc.identity.staff.list',
  callers: ['staff:administrator', 'staff:support', 'staff:auditor'],
  input: z.strictObject({ ...pageInput, role: staffRole.exactOptional() }),
  output: z.strictObject({
    members: itemsOf(
      z.strictObject({
        accountId: id,
        username: usernameShown.nullable(),
        role: staffRole,
        suspended: z.boolean().meta({ description: 'The account is locked: nobody can sign in to it.' }),
        joinedAt: instant,
      }),
    ),
    ...pageOutput,
  }),
  refuses: pageRefusals,
});

const reassignment = { 'not-permitted': noDetails, 'member-unknown': noDetails, 'last-administrator': noDetails };

/**
 * ADM-1: another role for somebody of the staff. Their sessions end (SES-3). `not-permitted`: whoever asks is no active
 * administrator any more.
 */
export const ChangeStaffRole = call({
  subject: 'lethe.rpc.identity.staff.change-role',
  callers: ['staff:administrator'],
  needs: { fresh: true },
  input: z.strictObject({ accountId: id, role: staffRole }),
  output: z.strictObject({}),
  refuses: reassignment,
});

/** ADM-1: somebody is of the staff no longer, and keeps the account. Their sessions end (SES-3). */
export const RemoveStaff = call({
  subject: 'lethe.rpc.identity.staff.remove',
  callers: ['staff:administrator'],
  needs: { fresh: true },
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({}),
  refuses: reassignment,
});

/**
 * ADM-1: staff come by invitation. `token` is the one-time secret of the link. Where an administrator invites, the link
 * is mailed, too; the command line prints it.
 */
export const InviteStaff = call({
  subject: 'lethe.rpc.identity.staff.invite',
  callers: ['operator', 'staff:administrator'],
  needs: { fresh: true },
  bound: true,
  input: z.strictObject({ email, role: staffRole }),
  output: z.strictObject({
    invitationId: id,
    token: z.string().max(512),
    link: z.url().max(2_048),
    expiresAt: instant,
  }),
  refuses: { 'too-many-invitations': retry },
});

/** The open ones, newest first. */
export const ListStaffInvitations = call({
  subject: 'lethe.rpc.identity.staff.list-invitations',
  callers: ['staff:administrator'],
  input: z.strictObject(pageInput),
  output: z.strictObject({
    invitations: itemsOf(
      z.strictObject({ invitationId: id, email: emailShown, role: staffRole, invitedAt: instant, expiresAt: instant }),
    ),
    ...pageOutput,
  }),
  refuses: pageRefusals,
});

export const RevokeStaffInvitation = call({
  subject: 'lethe.rpc.identity.staff.revoke-invitation',
  callers: ['operator', 'staff:administrator'],
  bound: true,
  input: z.strictObject({ invitationId: id }),
  output: z.strictObject({}),
  refuses: { 'invitation-unknown': noDetails },
});

const invitationToken = secret(z.string().max(512));

/** What whoever holds the link is invited to. */
export const PreviewStaffInvitation = call({
  subject: 'lethe.rpc.identity.staff.preview-invitation',
  callers: ['service:gateway'],
  input: z.strictObject({ token: invitationToken }),
  output: z.strictObject({ email: emailShown, role: staffRole, expiresAt: instant }),
  refuses: { 'invitation-unknown': noDetails },
});

export const AcceptStaffInvitation = call({
  subject: 'lethe.rpc.identity.staff.accept-invitation',
  callers: ['service:gateway'],
  input: z.strictObject({
    token: invitationToken,
    username,
    password: secret(password),
    language: language.exactOptional(),
    timeZone: timeZone.exactOptional(),
  }),
  output: z.strictObject({ accountId: id }),
  refuses: { 'invitation-unknown': noDetails, 'password-too-weak': weak, 'email-taken': noDetails },
});
