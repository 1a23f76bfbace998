import { defineService } from '@lethe/service';
import { BindingController } from './binding/binding.controller.ts';
import { UnbindingController } from './binding/unbinding.controller.ts';
import { FactorController } from './checking/factor.controller.ts';
import { mfaClearing } from './clearing/mfa-clearing.consumer.ts';
import { factorsEvents } from './factors.events.ts';
import { factorMails } from './mailing/factor-mail.consumer.ts';
import { mfaSettings } from './mfa.config.ts';
import { mfaInvariants } from './mfa.invariants.ts';
import { mfaPublished } from './mfa.published.ts';

/** Second factors: what a person has beside the password. */
export const mfa = defineService({
  name: 'mfa',
  events: [factorsEvents],
  migrations: [],
  views: [],
  published: mfaPublished,
  invariants: mfaInvariants,
  settings: mfaSettings,
  controllers: [BindingController, UnbindingController, FactorController],
  work: (kit) => ({ reactions: [factorMails(kit)], clearing: [mfaClearing(kit)] }),
});
