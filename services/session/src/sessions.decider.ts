import type { Decider, Refusal } from '@lethe/deciding';
import { endForFactorChange, type EndForFactorChange } from './ending/end-for-factor-change.ts';
import { endOtherSessions, type EndOtherSessions } from './ending/end-other-sessions.ts';
import { endSession, type EndSession } from './ending/end-session.ts';
import { lockAccount, type LockAccount } from './locking/lock-account.ts';
import { unlockAccount, type UnlockAccount } from './locking/unlock-account.ts';
import type { SessionsEvent } from './sessions.events.ts';
import { evolve, noSessions, type Sessions } from './sessions.ts';
import { awaitSecondFactor, type AwaitSecondFactor } from './signing-in/await-second-factor.ts';
import { completeSignIn, type CompleteSignIn } from './signing-in/complete-sign-in.ts';
import { openSession, type OpenSession } from './signing-in/open-session.ts';
import { verifyAgain, type VerifyAgain } from './verifying/verify-again.ts';

export type SessionsCommand =
  | AwaitSecondFactor
  | OpenSession
  | CompleteSignIn
  | VerifyAgain
  | EndSession
  | EndOtherSessions
  | EndForFactorChange
  | LockAccount
  | UnlockAccount;

export type SessionsRefusal = Refusal<
  'credentials-wrong' | 'pending-expired' | 'session-ended' | 'session-unknown' | 'attempt-undone'
>;

export const sessionsDecider: Decider<SessionsCommand, Sessions, SessionsEvent, SessionsRefusal> = {
  initial: noSessions,
  evolve,
  decide: (command, sessions) => {
    switch (command.type) {
      case 'AwaitSecondFactor':
        return awaitSecondFactor(command, sessions);
      case 'OpenSession':
        return openSession(command, sessions);
      case 'CompleteSignIn':
        return completeSignIn(command, sessions);
      case 'VerifyAgain':
        return verifyAgain(command, sessions);
      case 'EndSession':
        return endSession(command, sessions);
      case 'EndOtherSessions':
        return endOtherSessions(command, sessions);
      case 'EndForFactorChange':
        return endForFactorChange(command, sessions);
      case 'LockAccount':
        return lockAccount(command, sessions);
      case 'UnlockAccount':
        return unlockAccount(command, sessions);
    }
  },
};
