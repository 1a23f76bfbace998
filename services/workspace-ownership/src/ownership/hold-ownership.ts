import { attemptOf, isForestalled, refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import type { MemberEventOf } from './member.events.ts';
import type { Member } from './member.ts';

export type OwnedWorkspace = { workspaceId: string; name: string; onlyMember: boolean };

export type HoldOwnership = Message<
  'HoldOwnership',
  {
    accountId: string;
    attempt: number;
    /** What the account owns as the workspaces' own streams say; told where the hold is refused. */
    owned: OwnedWorkspace[];
    at: string;
  }
>;

type No =
  | Refusal<'attempt-undone', Readonly<Record<never, never>>>
  | Refusal<'owner-of-workspaces', { workspaces: OwnedWorkspace[] }>;

export const holdOwnership = (
  { data: { accountId, attempt, owned, at } }: HoldOwnership,
  member: Member,
): Decision<MemberEventOf<'OwnershipHeld'>, No> => {
  if (isForestalled(member.holds, attemptOf(attempt))) return refuse('attempt-undone');
  if (member.holds.held.has(attemptOf(attempt))) return [];
  if (member.owned.size > 0) return refuse('owner-of-workspaces', { workspaces: owned });
  return [{ type: 'OwnershipHeld', data: { accountId, attempt, heldAt: at } }];
};
