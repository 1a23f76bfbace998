import { indexKeyEvents } from '@lethe/journal';
import type { EventsOf, Kit } from '@lethe/service';
import { accountEvents } from './account/account.events.ts';
import type { IdentitySettings } from './identity.config.ts';
import { registrationEvents } from './registration/registration.events.ts';
import { invitationEvents } from './staff/invitation.events.ts';
import { rosterEvents } from './staff/roster.events.ts';
import { verificationEvents } from './verification/verification.events.ts';

/** Everything that is ever written to identity's log. */
export const identityEvents = [
  registrationEvents,
  accountEvents,
  verificationEvents,
  invitationEvents,
  rosterEvents,
  indexKeyEvents,
] as const;
export type IdentityEvent = EventsOf<typeof identityEvents>;
export type IdentityKit = Kit<IdentityEvent, IdentitySettings>;

/** What it takes to record something and mail it, under the hourly caps. */
export type MailingKit = Pick<IdentityKit, 'journal' | 'calls' | 'sealing' | 'database' | 'clock' | 'settings'>;
