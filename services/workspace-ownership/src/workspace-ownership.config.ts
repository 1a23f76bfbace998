import { publicUrl } from '@lethe/service';
import * as z from 'zod';

const perHour = (usual: number) => z.coerce.number().int().min(1).max(1000).default(usual);

export const workspaceOwnershipSettings = z.object({
  ...publicUrl,
  /** I3: invitations that one member may send within an hour, into all workspaces. */
  LETHE_INVITATIONS_BY_SENDER_PER_HOUR: perHour(20),
  /** I3: invitations into one workspace within an hour, whoever sends them. */
  LETHE_INVITATIONS_BY_WORKSPACE_PER_HOUR: perHour(50),
  /** I3: invitations to one address within an hour, whoever sends them. */
  LETHE_INVITATIONS_TO_ADDRESS_PER_HOUR: perHour(5),
});
export type WorkspaceOwnershipSettings = z.infer<typeof workspaceOwnershipSettings>;
