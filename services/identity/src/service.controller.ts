import { Answers } from '@lethe/bus';
import { languages, ReadService } from '@lethe/contracts';
import { JOURNAL, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { passwordMaximum } from './credential/password-policy.ts';
import type { IdentityKit } from './identity-kit.ts';
import { hasActiveAdministrator, rosterFold } from './staff/roster.ts';
import { rosterStream } from './staff/roster.events.ts';

/** What anybody may know before they sign in. */
@Controller()
export class ServiceController {
  constructor(
    @Inject(JOURNAL) readonly journal: IdentityKit['journal'],
    @Inject(SETTINGS) readonly settings: IdentityKit['settings'],
  ) {}

  @Answers(ReadService)
  async read() {
    const { journal, settings } = this;
    const roster = await journal.state(rosterStream, rosterFold);
    return {
      plan: settings.LETHE_PLAN,
      passwords: { minimum: settings.LETHE_PASSWORD_MINIMUM, maximum: passwordMaximum },
      languages: [...languages],
      firstRun: !hasActiveAdministrator(roster),
    };
  }
}
