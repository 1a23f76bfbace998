import { clearingOf } from '@lethe/clearing';
import { defineService } from '@lethe/service';
import { clearingPlan } from './clearing/clearing-plan.ts';
import { knownDevicesMigrations } from './devices/known-devices.migrations.ts';
import { devices } from './devices/known-devices.service.ts';
import { activityMigrations } from './lifetime/activity.migrations.ts';
import { sessionActivity } from './lifetime/activity.view.ts';
import { sessionSettings } from './session.config.ts';
import { sessionInvariants } from './session.invariants.ts';
import { SessionModule } from './session.module.ts';
import { sessionPublished } from './session.published.ts';
import { sessionsEvents } from './sessions.events.ts';

const tenMinutes = 600_000;

/** Who is signed in, for how long, and where. It alone says to the others who a person is. */
export const session = defineService({
  name: 'session',
  events: [sessionsEvents],
  migrations: [...activityMigrations, ...knownDevicesMigrations],
  views: [sessionActivity],
  published: sessionPublished,
  invariants: sessionInvariants,
  personalData: {
    keys: { account: 'in the clearing of the account' },
    tables: {
      known_devices: 'rows of a digest, gone after LETHE_SESSION_DEVICE_DAYS without a sign-in, or with the account',
    },
  },
  settings: sessionSettings,
  module: SessionModule,
  work: (kit) => ({
    clearing: [clearingOf(kit, clearingPlan(kit))],
    timers: [{ name: 'forget-old-devices', everyMs: tenMinutes, run: () => devices(kit).forgetOld() }],
  }),
});
