import { Module } from '@nestjs/common';
import { CheckSessionController } from './checking/check-session.controller.ts';
import { DevicesController } from './devices/devices.controller.ts';
import { EndingController } from './ending/ending.controller.ts';
import { RaisingFloorController } from './floors/raising-floor.controller.ts';
import { MySessionsController } from './lifetime/my-sessions.controller.ts';
import { LockingController } from './locking/locking.controller.ts';
import { SecondFactorController } from './signing-in/second-factor.controller.ts';
import { SignInController } from './signing-in/sign-in.controller.ts';
import { VerifyAgainController } from './verifying/verify-again.controller.ts';

/** Every handler of a call to the service. It stands beside a `KitModule`, which gives them what they inject. */
@Module({
  controllers: [
    SignInController,
    SecondFactorController,
    CheckSessionController,
    MySessionsController,
    EndingController,
    DevicesController,
    VerifyAgainController,
    LockingController,
    RaisingFloorController,
  ],
})
export class SessionModule {}
