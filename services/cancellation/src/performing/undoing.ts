import { ReleaseOwnershipHold, UnlockAccount, UnlockSessions } from '@lethe/contracts';
import type { CancellationKit } from '../cancellation-kit.ts';
import type { PerformStep } from './perform-step.ts';

type Steps = 'release-ownership-hold' | 'unlock-account' | 'unlock-sessions';

/** Recorded by the others also where the step never reached them, so that it is refused when it comes late. */
export const undoing = ({ calls, clock }: CancellationKit): Readonly<Record<Steps, PerformStep>> => ({
  'release-ownership-hold': async ({ data: { accountId, attempt } }, key) => {
    await calls.ask(ReleaseOwnershipHold, { accountId, attempt }, { key });
    return { type: 'OwnershipHoldReleased', data: { attempt, releasedAt: clock() } };
  },
  'unlock-account': async ({ data: { accountId, attempt } }, key) => {
    await calls.ask(UnlockAccount, { accountId, attempt }, { key });
    return { type: 'UnlockedInIdentity', data: { attempt, unlockedAt: clock() } };
  },
  'unlock-sessions': async ({ data: { accountId, attempt } }, key) => {
    await calls.ask(UnlockSessions, { accountId, attempt }, { key });
    return { type: 'UnlockedInSession', data: { attempt, unlockedAt: clock() } };
  },
});
