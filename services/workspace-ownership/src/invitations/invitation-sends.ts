import { normalisedEmail } from '@lethe/contracts';
import { hourlySends, type HourlyCap, type HourlySends } from '@lethe/service';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';

type Kind = 'sender' | 'workspace' | 'address';

/** I3: what invitations are counted by. */
export const invitationSends = (
  kit: Pick<WorkspaceOwnershipKit, 'database' | 'sealing' | 'clock'>,
): HourlySends<Kind> => hourlySends<Kind>(kit);

export const capsOf = (
  { settings }: Pick<WorkspaceOwnershipKit, 'settings'>,
  { by, workspaceId, email }: Readonly<{ by: string; workspaceId: string; email: string }>,
): readonly HourlyCap<Kind>[] => [
  { kind: 'sender', value: by, most: settings.LETHE_INVITATIONS_BY_SENDER_PER_HOUR },
  { kind: 'workspace', value: workspaceId, most: settings.LETHE_INVITATIONS_BY_WORKSPACE_PER_HOUR },
  { kind: 'address', value: normalisedEmail(email), most: settings.LETHE_INVITATIONS_TO_ADDRESS_PER_HOUR },
];
