import { clearingOf } from '@lethe/clearing';
import { dueRunner, dueTable } from '@lethe/saga';
import { indexKeyEvents } from '@lethe/journal';
import { defineService } from '@lethe/service';
import { clearingPlan } from './clearing/clearing-plan.ts';
import { endWhenDue } from './invitations/ending-invitation.ts';
import { indexedInvitations, indexedKinds } from './invitations/indexed-invitations.ts';
import { invitationEndDue, invitationEnds } from './invitations/invitation-ends.view.ts';
import { invitationSends } from './invitations/invitation-sends.ts';
import { invitationEvents } from './invitations/invitation.events.ts';
import { invitationsView } from './invitations/invitations.view.ts';
import { membersView } from './members/members.view.ts';
import { memberEvents } from './ownership/member.events.ts';
import { tellOwners } from './ownership/tell-owners.consumer.ts';
import { workspaceOwnershipSettings } from './workspace-ownership.config.ts';
import { workspaceOwnershipInvariants } from './workspace-ownership.invariants.ts';
import { WorkspaceOwnershipModule } from './workspace-ownership.module.ts';
import { workspaceOwnershipMigrations } from './workspace-ownership.migrations.ts';
import { workspaceOwnershipPublished } from './workspace-ownership.published.ts';
import { forgetName, workspaceEndDue } from './workspaces/ending-workspace.ts';
import { firstWorkspace } from './workspaces/first-workspace.consumer.ts';
import { workspaceEvents } from './workspaces/workspace.events.ts';

const tenMinutes = 600_000;

/** Workspaces, who is in them, and the one who owns each. */
export const workspaceOwnership = defineService({
  name: 'workspace-ownership',
  events: [workspaceEvents, memberEvents, invitationEvents, indexKeyEvents],
  migrations: workspaceOwnershipMigrations,
  views: [invitationEnds, invitationsView, membersView],
  published: workspaceOwnershipPublished,
  invariants: workspaceOwnershipInvariants,
  personalData: {
    keys: {
      invitation: 'when it is accepted or ends, after 14 days at the latest',
      workspace: 'when it is closed',
    },
    tables: { ...dueTable, hourly_sends: 'rows of a keyed digest, gone after an hour, or with the account' },
  },
  // Seats of members are found by it.
  indexes: { tokens: 'kept', kinds: indexedKinds, of: indexedInvitations },
  settings: workspaceOwnershipSettings,
  module: WorkspaceOwnershipModule,
  work: (kit) => ({
    reactions: [firstWorkspace(kit), tellOwners(kit)],
    clearing: [clearingOf(kit, clearingPlan(kit))],
    workers: [
      dueRunner({ ...kit, kinds: { [invitationEndDue]: endWhenDue(kit), [workspaceEndDue]: forgetName(kit) } }),
    ],
    timers: [{ name: 'forget-old-counters', everyMs: tenMinutes, run: () => invitationSends(kit).forgetOld() }],
  }),
});
