import { clearingOf } from '@lethe/clearing';
import { dueMigrations, dueRunner } from '@lethe/saga';
import { defineService } from '@lethe/service';
import { workspaceOwnershipClearing } from './clearing/leaving-for-good.ts';
import { endWhenDue } from './invitations/ending-invitation.ts';
import { invitationEndDue, invitationEnds } from './invitations/invitation-ends.view.ts';
import { InvitationController } from './invitations/invitation.controller.ts';
import { invitationEvents } from './invitations/invitation.events.ts';
import { MemberController } from './members/member.controller.ts';
import { memberEvents } from './ownership/member.events.ts';
import { OwnershipController } from './ownership/ownership.controller.ts';
import { tellOwners } from './ownership/tell-owners.consumer.ts';
import { workspaceOwnershipSettings } from './workspace-ownership.config.ts';
import { workspaceOwnershipInvariants } from './workspace-ownership.invariants.ts';
import { workspaceOwnershipPublished } from './workspace-ownership.published.ts';
import { firstWorkspace } from './workspaces/first-workspace.consumer.ts';
import { WorkspaceController } from './workspaces/workspace.controller.ts';
import { workspaceEvents } from './workspaces/workspace.events.ts';

/** Workspaces, who is in them, and the one who owns each. */
export const workspaceOwnership = defineService({
  name: 'workspace-ownership',
  events: [workspaceEvents, memberEvents, invitationEvents],
  migrations: dueMigrations,
  views: [invitationEnds],
  published: workspaceOwnershipPublished,
  invariants: workspaceOwnershipInvariants,
  settings: workspaceOwnershipSettings,
  controllers: [WorkspaceController, MemberController, OwnershipController, InvitationController],
  work: (kit) => ({
    reactions: [firstWorkspace(kit), tellOwners(kit)],
    clearing: [clearingOf(kit, workspaceOwnershipClearing(kit))],
    workers: [dueRunner({ ...kit, kinds: { [invitationEndDue]: endWhenDue(kit) } })],
  }),
});
