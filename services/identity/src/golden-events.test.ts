import { goldenEvents } from '@lethe/journal/golden';
import { accountDecider } from './account/account.decider.ts';
import { accountEvents } from './account/account.events.ts';
import { identity } from './identity.service.ts';
import { registrationDecider } from './registration/registration.decider.ts';
import { registrationEvents } from './registration/registration.events.ts';
import { invitationDecider } from './staff/invitation.decider.ts';
import { invitationEvents } from './staff/invitation.events.ts';
import { rosterDecider } from './staff/roster.decider.ts';
import { rosterEvents } from './staff/roster.events.ts';
import { verificationDecider } from './verification/verification.decider.ts';
import { verificationEvents } from './verification/verification.events.ts';

goldenEvents({
  of: identity.events,
  file: new URL('./golden-events.json', import.meta.url),
  folds: [
    { events: accountEvents, fold: accountDecider },
    { events: registrationEvents, fold: registrationDecider },
    { events: invitationEvents, fold: invitationDecider },
    { events: rosterEvents, fold: rosterDecider },
    { events: verificationEvents, fold: verificationDecider },
  ],
});
