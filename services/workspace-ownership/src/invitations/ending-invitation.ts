import { idFrom, type Command } from '@lethe/journal';
import type { DueHandler } from '@lethe/saga';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { endIn } from './end-in.ts';
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
        await endIn(unit, { invitationId, because: 'expired', at: clock() });
      },
      () => undefined,
    );
    const invitation = await journal.state(stream, invitationFold);
    if (invitation.status === 'open') return { again: invitation.expiresAt };
    await sealing.destroy(`invitation:${invitationId}`, clock());
    return 'done';
  };
