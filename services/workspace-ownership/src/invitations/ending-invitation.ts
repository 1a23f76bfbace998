import { idFrom, type Command } from '@lethe/journal';
import type { DueHandler } from '@lethe/saga';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { endInvitation } from './end-invitation.ts';
import { invitationStream } from './invitation.events.ts';
import { invitationFold } from './invitation.ts';

const endingCommand = (invitationId: string): Command => ({
  id: idFrom(invitationId, 'end'),
  type: 'clock.end-invitation',
  actor: 'clock',
  correlationId: invitationId,
  subject: undefined,
  request: {},
});

/** Ends what has expired, and destroys the key of whatever has ended: nobody reads the address any more. */
export const endWhenDue =
  ({ journal, sealing, clock }: WorkspaceOwnershipKit): DueHandler =>
  async (invitationId) => {
    const stream = invitationStream(invitationId);
    await journal.handle(
      endingCommand(invitationId),
      async (unit) => {
        const invitation = await unit.load(stream, invitationFold);
        const data = { invitationId, because: 'expired', at: clock() } as const;
        const decision = endInvitation({ type: 'EndInvitation', data }, invitation);
        unit.record(stream, decision);
        if (decision.length > 0) unit.releaseAll(invitationId);
      },
      () => undefined,
    );
    const invitation = await journal.state(stream, invitationFold);
    if (invitation.status === 'open') return { again: invitation.expiresAt };
    await sealing.destroy(`invitation:${invitationId}`, clock());
    return 'done';
  };
