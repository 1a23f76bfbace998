import type { OwnershipUnit } from '../workspace-ownership-kit.ts';
import { endInvitation, type EndInvitation } from './end-invitation.ts';
import { invitationStream } from './invitation.events.ts';
import { invitationFold } from './invitation.ts';

/** Ends an invitation as part of a unit, and takes its look-ups along: nothing finds it any more. @returns whether it did. */
export const endIn = async (unit: OwnershipUnit, data: EndInvitation['data']): Promise<boolean> => {
  const stream = invitationStream(data.invitationId);
  const decision = endInvitation({ type: 'EndInvitation', data }, await unit.load(stream, invitationFold));
  unit.record(stream, decision);
  if (decision.length === 0) return false;
  unit.releaseAll(data.invitationId);
  return true;
};
