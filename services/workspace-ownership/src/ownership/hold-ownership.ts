import { attemptOf, isForestalled, refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import type { MemberEventOf } from './member.events.ts';
import type { Member } from './member.ts';

export type HoldOwnership = Message<'HoldOwnership', { accountId: string; attempt: number; at: string }>;

type No =
  | Refusal<'attempt-undone', Readonly<Record<never, never>>>
  | Refusal<'owner-of-workspaces', Readonly<Record<never, never>>>;

export const holdOwnership = (
  { data: { accountId, attempt, at } }: HoldOwnership,
  member: Member,
): Decision<MemberEventOf<'OwnershipHeld'>, No> => {
  if (isForestalled(member.holds, attemptOf(attempt))) return refuse('attempt-undone');
  if (member.holds.held.has(attemptOf(attempt))) return [];
  if (member.owned.size > 0) return refuse('owner-of-workspaces');
  return [{ type: 'OwnershipHeld', data: { accountId, attempt, heldAt: at } }];
};
