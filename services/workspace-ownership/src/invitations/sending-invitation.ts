import type { CallContext } from '@lethe/bus';
import { isShredded, normalisedEmail, SendMail, type InputOf, type InviteMember } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { idFrom, type Command } from '@lethe/journal';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { workspaceStream } from '../workspaces/workspace.events.ts';
import { workspaceFold } from '../workspaces/workspace.ts';
import { byAddress, byInviter, byToken } from './invitation-look-ups.ts';
import { invitationStream, type InvitationEventOf } from './invitation.events.ts';
import { inviteMember } from './invite-member.ts';

type Invited = InvitationEventOf<'MemberInvited'>['data'];
type Asked = InputOf<typeof InviteMember> & Readonly<{ by: string }>;

/** Records the invitation and mails it. Where the mail cannot be handed over, the same request again sends the same one. */
export const sendingInvitation = async (
  kit: WorkspaceOwnershipKit,
  { command, correlationId }: Pick<CallContext, 'command' | 'correlationId'>,
  asked: Asked,
) => {
  const token = kit.sealing.blindIndex('invitation-token-of-command', command.id);
  const invited = await recordInvitation(kit, command, token, asked);
  if (isRefusal(invited)) return invited;
  await mailInvitation(kit, { key: `${command.id}/mail`, correlationId }, token, invited);
  return { invitationId: invited.invitationId, expiresAt: invited.expiresAt };
};

const recordInvitation = ({ journal, clock }: WorkspaceOwnershipKit, command: Command, token: string, asked: Asked) =>
  journal.handle(
    command,
    async (unit) => {
      unit.assertOpen(asked.by);
      const invitationId = idFrom(command.id, 'invitation');
      const workspace = await unit.load(workspaceStream(asked.workspaceId), workspaceFold);
      const decision = inviteMember({ type: 'InviteMember', data: { ...asked, invitationId, at: clock() } }, workspace);
      if (isRefusal(decision)) return decision;
      unit.record(invitationStream(invitationId), decision);
      unit.take(journal.lookUpOf(byToken, token, invitationId));
      unit.take(journal.lookUpOf(byAddress, normalisedEmail(asked.email), invitationId));
      unit.take(journal.lookUpOf(byInviter, asked.by, invitationId));
      return undefined;
    },
    (events): Invited => {
      const event = events.find(({ type }) => type === 'MemberInvited');
      if (event?.type !== 'MemberInvited') throw new Error('The invitation was not recorded.');
      return event.data;
    },
  );

const mailInvitation = async (
  { journal, calls, settings }: WorkspaceOwnershipKit,
  how: Readonly<{ key: string; correlationId: string }>,
  token: string,
  { invitationId, workspaceId, email, expiresAt }: Invited,
): Promise<void> => {
  const workspace = await journal.state(workspaceStream(workspaceId), workspaceFold);
  if (isShredded(email) || workspace.status !== 'open') return;
  const link = `${settings.LETHE_PUBLIC_URL.replace(/\/$/, '')}/invitation#${token}`;
  const parameters = { workspaceName: workspace.name, link, expiresAt };
  const mail = { invitationId, address: email, template: 'workspace-invitation', parameters } as const;
  const answer = await calls.ask(SendMail, mail, how);
  if (isRefusal(answer)) throw new Error('An invitation has no recipient.');
};
