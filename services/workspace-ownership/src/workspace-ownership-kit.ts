import type { IndexKeyEvent, Unit } from '@lethe/journal';
import type { ClearingEvent } from '@lethe/clearing';
import type { Kit } from '@lethe/service';
import type { InvitationEvent } from './invitations/invitation.events.ts';
import type { MemberEvent } from './ownership/member.events.ts';
import type { WorkspaceOwnershipSettings } from './workspace-ownership.config.ts';
import type { WorkspaceEvent } from './workspaces/workspace.events.ts';

export type WorkspaceOwnershipEvent = WorkspaceEvent | MemberEvent | InvitationEvent | IndexKeyEvent;
/** What a view sees: clearing's events are in every service's log. */
export type LoggedEvent = WorkspaceOwnershipEvent | ClearingEvent;
export type WorkspaceOwnershipKit = Kit<WorkspaceOwnershipEvent, WorkspaceOwnershipSettings>;

export type OwnershipUnit = Unit<WorkspaceOwnershipEvent>;
