import { refuse } from '@lethe/deciding';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { byToken } from './invitation-look-ups.ts';
import { invitationStream } from './invitation.events.ts';
import { invitationFold, stands } from './invitation.ts';
import { nameShown } from '../workspaces/workspace-name.ts';
import { readWorkspace } from '../workspaces/workspaces.ts';

/** What an invitation offers, to whoever holds its token; nothing of its address (WS-3). */
export const previewOf = async (
  { journal, clock }: Pick<WorkspaceOwnershipKit, 'journal' | 'clock'>,
  token: string,
) => {
  const [invitationId] = await journal.lookUp(byToken, token);
  if (invitationId === undefined) return refuse('invitation-unknown');
  const invitation = await journal.state(invitationStream(invitationId), invitationFold);
  if (invitation.status !== 'open') return refuse('invitation-unknown');
  const { workspaceId, invitedBy, role, expiresAt } = invitation;
  const workspace = await readWorkspace(journal, { workspaceId, of: [invitedBy], named: true });
  if (!stands(invitation, workspace, clock())) return refuse('invitation-unknown');
  return { workspaceName: nameShown(workspace.name), role, expiresAt };
};
