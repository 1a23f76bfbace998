import { goldenEvents } from '@lethe/journal/golden';
import { invitationEvents } from './invitations/invitation.events.ts';
import { invitationFold } from './invitations/invitation.ts';
import { memberEvents } from './ownership/member.events.ts';
import { memberFold } from './ownership/member.ts';
import { workspaceOwnership } from './workspace-ownership.definition.ts';

goldenEvents({
  of: workspaceOwnership.events,
  file: new URL('./golden-events.json', import.meta.url),
  folds: [
    { events: invitationEvents, fold: invitationFold },
    { events: memberEvents, fold: memberFold },
  ],
});
