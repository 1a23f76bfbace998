import type { Decider, Refusal } from '@lethe/deciding';
import { confirmCode, type ConfirmCode } from './confirm-code.ts';
import { grantCancellation, type GrantCancellation } from './grant-cancellation.ts';
import { sendCode, type SendCode } from './send-code.ts';
import type { VerificationEvent } from './verification.events.ts';
import { evolve, unverified, type Verification } from './verification.ts';

export type VerificationCommand = SendCode | ConfirmCode | GrantCancellation;
export type VerificationRefusal =
  Refusal<'code-expired', Record<never, never>> | Refusal<'code-too-soon' | 'too-many-codes', { retryAt: string }>;

export const verificationDecider: Decider<VerificationCommand, Verification, VerificationEvent, VerificationRefusal> = {
  initial: unverified,
  evolve,
  decide: (command, verification) => {
    switch (command.type) {
      case 'SendCode':
        return sendCode(command, verification);
      case 'ConfirmCode':
        return confirmCode(command, verification);
      case 'GrantCancellation':
        return grantCancellation(command);
    }
  },
};
