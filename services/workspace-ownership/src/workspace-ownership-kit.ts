import type { Kit } from '@lethe/service';
import type { InvitationEvent } from './invitations/invitation.events.ts';
import type { MemberEvent } from './ownership/member.events.ts';
import type { WorkspaceOwnershipSettings } from './workspace-ownership.config.ts';
import type { WorkspaceEvent } from './workspaces/workspace.events.ts';

export type WorkspaceOwnershipEvent = WorkspaceEvent | MemberEvent | InvitationEvent;
export type WorkspaceOwnershipKit = Kit<WorkspaceOwnershipEvent, WorkspaceOwnershipSettings>;
