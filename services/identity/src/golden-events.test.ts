import { goldenEvents } from '@lethe/journal/golden';
import { accountEvents } from './account/account.events.ts';
import { identity } from './identity.definition.ts';
import { registrationEvents } from './registration/registration.events.ts';
import { invitationEvents } from './staff/invitation.events.ts';
import { rosterEvents } from './staff/roster.events.ts';
import { verificationEvents } from './verification/verification.events.ts';
import { accountFold } from './account/account.ts';
import { registrationFold } from './registration/registration.ts';
import { verificationFold } from './verification/verification.ts';
import { invitationFold } from './staff/invitation.ts';
import { rosterFold } from './staff/roster.ts';

goldenEvents({
  of: identity.events,
  file: new URL('./golden-events.json', import.meta.url),
  folds: [
    { events: accountEvents, fold: accountFold },
    { events: registrationEvents, fold: registrationFold },
    { events: invitationEvents, fold: invitationFold },
    { events: rosterEvents, fold: rosterFold },
    { events: verificationEvents, fold: verificationFold },
  ],
});
