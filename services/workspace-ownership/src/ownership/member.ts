import {
  attemptOf,
  foldInPlace,
  isRestricted,
  lift,
  place,
  unrestricted,
  type Fold,
  type Restrictions,
} from '@lethe/deciding';
import type { MemberEvent } from './member.events.ts';

export type Member = Readonly<{
  /** What it is in, and since when. */
  workspaces: ReadonlyMap<string, string>;
  owned: ReadonlySet<string>;
  /** While there is one, it becomes owner of nothing and joins nothing. */
  holds: Restrictions;
}>;

const noMember: Member = { workspaces: new Map(), owned: new Set(), holds: unrestricted };

/** An account that is being cancelled becomes owner of nothing and joins nothing (WS-3). */
export const isEligible = ({ holds }: Pick<Member, 'holds'>): boolean => !isRestricted(holds);

type Draft = { workspaces: Map<string, string>; owned: Set<string>; holds: Restrictions };

const apply = (member: Draft, event: MemberEvent): Draft => {
  const { workspaces, owned, holds } = member;
  switch (event.type) {
    case 'MembershipBegan': {
      const { workspaceId, asOwner, beganAt } = event.data;
      workspaces.set(workspaceId, beganAt);
      if (asOwner) owned.add(workspaceId);
      return member;
    }
    case 'OwnershipReceived':
      owned.add(event.data.workspaceId);
      return member;
    case 'OwnershipGiven':
      owned.delete(event.data.workspaceId);
      return member;
    case 'MembershipEnded':
      workspaces.delete(event.data.workspaceId);
      owned.delete(event.data.workspaceId);
      return member;
    case 'OwnershipHeld':
    case 'OwnershipHoldReleased':
      member.holds = heldAfter(holds, event);
      return member;
  }
};

const heldAfter = (holds: Restrictions, { type, data }: MemberEvent): Restrictions => {
  if (type === 'OwnershipHeld') return place(holds, attemptOf(data.attempt));
  return type === 'OwnershipHoldReleased' ? lift(holds, attemptOf(data.attempt)) : holds;
};

/** The holds alone. */
export const holdsFold: Fold<Pick<Member, 'holds'>, MemberEvent> = {
  initial: { holds: unrestricted },
  evolve: ({ holds }, event) => ({ holds: heldAfter(holds, event) }),
};

export const memberFold = foldInPlace<Member, Draft, MemberEvent>({
  initial: noMember,
  copy: ({ workspaces, owned, holds }) => ({ workspaces: new Map(workspaces), owned: new Set(owned), holds }),
  apply,
});
