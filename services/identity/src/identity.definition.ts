import { clearingOf } from '@lethe/clearing';
import { dueRunner, dueTable } from '@lethe/saga';
import { defineService } from '@lethe/service';
import { indexedAddresses, indexedKinds } from './account/indexed-addresses.ts';
import { clearingPlan } from './clearing/clearing-plan.ts';
import { signInFailures } from './credential/sign-in-failures.service.ts';
import { endings } from './ending/ending.service.ts';
import { ends } from './ending/ends.view.ts';
import { floorDebt, floorDebts } from './floors/floor-debts.view.ts';
import { raisingFloor } from './floors/raising-floor.service.ts';
import { mailingChanges } from './mails/mailing-change.service.ts';
import { owedMails } from './mails/owed-mails.view.ts';
import { identitySettings } from './identity.config.ts';
import { identityInvariants } from './identity.invariants.ts';
import { IdentityModule } from './identity.module.ts';
import { identityEvents } from './identity-kit.ts';
import { identityMigrations } from './identity.migrations.ts';
import { identityPublished } from './identity.published.ts';
import { staffInvitations } from './staff/invitations.view.ts';
import { codeSends } from './verification/code-sends.service.ts';

const tenMinutes = 600_000;

export const identity = defineService({
  name: 'identity',
  events: identityEvents,
  migrations: identityMigrations,
  views: [ends, floorDebts, owedMails, staffInvitations],
  published: identityPublished,
  invariants: identityInvariants,
  personalData: {
    keys: {
      account: 'in the clearing of the account',
      'account/addresses': 'after the last mail, when all others have cleared',
      registration: 'when it is confirmed or ends, after a day at the latest',
      invitation: 'when it is accepted or ends, after 14 days at the latest',
    },
    tables: {
      ...dueTable,
      sign_in_failures: 'rows of a keyed digest, gone after a day, or with the account',
      hourly_sends: 'rows of a keyed digest, gone after an hour, or with the account',
    },
  },
  // Its tokens of a build before are for minutes, and invitations of staff for days: these are sent again.
  indexes: { tokens: 'anew', kinds: indexedKinds, of: indexedAddresses },
  settings: identitySettings,
  module: IdentityModule,
  work: (kit) => ({
    clearing: [clearingOf(kit, clearingPlan(kit))],
    workers: [
      dueRunner({ ...kit, kinds: { ...endings(kit), ...mailingChanges(kit), [floorDebt]: raisingFloor(kit) } }),
    ],
    timers: [
      {
        name: 'forget-old-counters',
        everyMs: tenMinutes,
        run: async () => {
          await Promise.all([signInFailures(kit).forgetOld(), codeSends(kit).forgetOld()]);
        },
      },
    ],
  }),
});
