import type { Decider, Refusal } from '@lethe/deciding';
import { confirmRegistration, type ConfirmRegistration } from './confirm-registration.ts';
import {
  endForCancelledAddress,
  endRegistration,
  type EndForCancelledAddress,
  type EndRegistration,
} from './end-registration.ts';
import type { RegistrationEvent } from './registration.events.ts';
import { evolve, unknown, type Registration } from './registration.ts';
import { requestRegistration, type RequestRegistration } from './request-registration.ts';
import {
  correctRegistrationEmail,
  resendRegistrationCode,
  type CorrectRegistrationEmail,
  type ResendRegistrationCode,
  type SendRefusal,
} from './send-registration-code.ts';

export type RegistrationCommand =
  | RequestRegistration
  | ResendRegistrationCode
  | CorrectRegistrationEmail
  | ConfirmRegistration
  | EndRegistration
  | EndForCancelledAddress;
export type RegistrationRefusal = Refusal<'code-expired', Record<never, never>> | SendRefusal;

export const registrationDecider: Decider<RegistrationCommand, Registration, RegistrationEvent, RegistrationRefusal> = {
  initial: unknown,
  evolve,
  decide: (command, registration) => {
    switch (command.type) {
      case 'RequestRegistration':
        return requestRegistration(command, registration);
      case 'ResendRegistrationCode':
        return resendRegistrationCode(command, registration);
      case 'CorrectRegistrationEmail':
        return correctRegistrationEmail(command, registration);
      case 'ConfirmRegistration':
        return confirmRegistration(command, registration);
      case 'EndRegistration':
        return endRegistration(command, registration);
      case 'EndForCancelledAddress':
        return endForCancelledAddress(command, registration);
    }
  },
};
