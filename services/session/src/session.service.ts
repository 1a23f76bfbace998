import { defineService } from '@lethe/service';
import { CheckSessionController } from './checking/check-session.controller.ts';
import { sessionClearing } from './clearing/session-clearing.consumer.ts';
import { factorChange } from './ending/factor-change.consumer.ts';
import { EndingController } from './ending/ending.controller.ts';
import { activityMigrations } from './living/activity.migrations.ts';
import { sessionActivity } from './living/activity.view.ts';
import { MySessionsController } from './living/my-sessions.controller.ts';
import { LockingController } from './locking/locking.controller.ts';
import { sessionSettings } from './session.config.ts';
import { sessionInvariants } from './session.invariants.ts';
import { sessionPublished } from './session.published.ts';
import { sessionsEvents } from './sessions.events.ts';
import { SecondFactorController } from './signing-in/second-factor.controller.ts';
import { SignInController } from './signing-in/sign-in.controller.ts';
import { VerifyAgainController } from './verifying/verify-again.controller.ts';

/** Who is signed in, for how long, and where. It alone says to the others who a person is. */
export const session = defineService({
  name: 'session',
  events: [sessionsEvents],
  migrations: activityMigrations,
  views: [sessionActivity],
  published: sessionPublished,
  invariants: sessionInvariants,
  settings: sessionSettings,
  controllers: [
    SignInController,
    SecondFactorController,
    CheckSessionController,
    MySessionsController,
    EndingController,
    VerifyAgainController,
    LockingController,
  ],
  work: (kit) => ({ reactions: [factorChange(kit)], clearing: [sessionClearing(kit)] }),
});
