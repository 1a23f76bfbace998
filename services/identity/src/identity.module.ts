import { CLOCK, DATABASE, JOURNAL, SEALING, SETTINGS } from '@lethe/service';
import { Module, type Provider } from '@nestjs/common';
import { AddressController } from './account/address.controller.ts';
import { LockingController } from './account/locking.controller.ts';
import { ProfileController } from './account/profile.controller.ts';
import { AgreementsController } from './agreements/agreements.controller.ts';
import { CredentialController } from './credential/credential.controller.ts';
import { RegistrationController } from './registration/registration.controller.ts';
import { PasswordResetController } from './password-reset/password-reset.controller.ts';
import { ServiceController } from './service.controller.ts';
import { StaffController } from './staff/staff.controller.ts';
import { VerificationController } from './verification/verification.controller.ts';
import { PASSWORDS, passwordsOf } from './credential/passwords.service.ts';
import type { IdentityKit } from './identity-kit.ts';

const passwords: Provider = {
  provide: PASSWORDS,
  inject: [JOURNAL, SEALING, DATABASE, CLOCK, SETTINGS],
  useFactory: (
    journal: IdentityKit['journal'],
    sealing: IdentityKit['sealing'],
    database: IdentityKit['database'],
    clock: IdentityKit['clock'],
    settings: IdentityKit['settings'],
  ) => passwordsOf({ journal, sealing, database, clock, settings }),
};

/** Every handler of a call to the service. It stands beside a `KitModule`, which gives them what they inject. */
@Module({
  controllers: [
    RegistrationController,
    PasswordResetController,
    CredentialController,
    ProfileController,
    LockingController,
    AddressController,
    VerificationController,
    AgreementsController,
    StaffController,
    ServiceController,
  ],
  providers: [passwords],
})
export class IdentityModule {}
