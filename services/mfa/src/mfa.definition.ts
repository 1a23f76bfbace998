import { clearingOf } from '@lethe/clearing';
import { dueMigrations, dueRunner, dueTable } from '@lethe/saga';
import { defineService } from '@lethe/service';
import { clearingPlan } from './clearing/clearing-plan.ts';
import { factorsEvents } from './factors.events.ts';
import { floorDebt, floorDebts } from './floors/floor-debts.view.ts';
import { raisingFloor } from './floors/raising-floor.service.ts';
import { factorMails } from './mailing/factor-mail.consumer.ts';
import { mfaSettings } from './mfa.config.ts';
import { mfaInvariants } from './mfa.invariants.ts';
import { MfaModule } from './mfa.module.ts';
import { mfaPublished } from './mfa.published.ts';

/** Second factors: what a person has beside the password. */
export const mfa = defineService({
  name: 'mfa',
  events: [factorsEvents],
  migrations: dueMigrations,
  views: [floorDebts],
  published: mfaPublished,
  invariants: mfaInvariants,
  personalData: {
    keys: {
      account: 'in the clearing of the account',
    },
    tables: { ...dueTable },
  },
  settings: mfaSettings,
  module: MfaModule,
  work: (kit) => ({
    reactions: [factorMails(kit)],
    clearing: [clearingOf(kit, clearingPlan(kit))],
    workers: [dueRunner({ ...kit, kinds: { [floorDebt]: raisingFloor(kit) } })],
  }),
});
