import { goldenEvents } from '@lethe/journal/golden';
import { invitationEvents } from './invitations/invitation.events.ts';
import { invitationFold } from './invitations/invitation.ts';
import { memberEvents } from './ownership/member.events.ts';
import { memberFold } from './ownership/member.ts';
import { workspaceOwnership } from './workspace-ownership.definition.ts';
import { workspaceEvents } from './workspaces/workspace.events.ts';
import { headFold } from './workspaces/workspace.ts';

goldenEvents({
  of: workspaceOwnership.events,
  file: new URL('./golden-events.json', import.meta.url),
  folds: [
    { events: invitationEvents, fold: invitationFold },
    { events: memberEvents, fold: memberFold },
    { events: workspaceEvents, fold: headFold },
  ],
  inPlain: ['WorkspaceCreated v1', 'WorkspaceRenamed v1'],
});
