import { attemptOf, isForestalled, type Decision, type Message } from '@lethe/deciding';
import type { MemberEventOf } from './member.events.ts';
import type { Member } from './member.ts';

export type ReleaseOwnershipHold = Message<'ReleaseOwnershipHold', { accountId: string; attempt: number; at: string }>;

/** Recorded also where the hold never happened, so that it is refused should it still arrive. */
export const releaseOwnershipHold = (
  { data: { accountId, attempt, at } }: ReleaseOwnershipHold,
  { holds }: Member,
): Decision<MemberEventOf<'OwnershipHoldReleased'>> =>
  isForestalled(holds, attemptOf(attempt))
    ? []
    : [{ type: 'OwnershipHoldReleased', data: { accountId, attempt, releasedAt: at } }];
