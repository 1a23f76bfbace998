import { clearingOf } from '@lethe/clearing';
import { dueRunner } from '@lethe/saga';
import { defineService } from '@lethe/service';
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
