import { isRefusal, refuse } from '@lethe/deciding';
import type { Command } from '@lethe/journal';
import type { InputOf, RevokeInvitation } from '@lethe/contracts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { managedBy } from '../workspaces/permission.ts';
import { endIn } from './end-in.ts';
import { invitationStream } from './invitation.events.ts';
import { invitationFold } from './invitation.ts';
import { loadWorkspace } from '../workspaces/workspaces.ts';

type Asked = InputOf<typeof RevokeInvitation> & Readonly<{ by: string }>;

/** WS-5: by whoever may invite, also of an invitation that its sender's right has left already. */
export const revokingInvitation = (
  { journal, clock }: Pick<WorkspaceOwnershipKit, 'journal' | 'clock'>,
  command: Command,
  { workspaceId, invitationId, by }: Asked,
) =>
  journal.handle(
    command,
    async (unit) => {
      const managed = managedBy(await loadWorkspace(unit, journal, { workspaceId, of: [by] }), by);
      if (isRefusal(managed)) return managed;
      const invitation = await unit.load(invitationStream(invitationId), invitationFold);
      if (invitation.status !== 'open' || invitation.workspaceId !== workspaceId) return refuse('invitation-unknown');
      await endIn(unit, { invitationId, because: 'revoked', at: clock() });
      return undefined;
    },
    () => ({}),
  );
