import { attemptOf, isRestricted, lift, place, unrestricted, type Fold, type Restrictions } from '@lethe/deciding';
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
export const isEligible = ({ holds }: Member): boolean => !isRestricted(holds);

const evolve = (member: Member, event: MemberEvent): Member => {
  const { workspaces, owned, holds } = member;
  switch (event.type) {
    case 'MembershipBegan': {
      const { workspaceId, asOwner, beganAt } = event.data;
      return {
        ...member,
        workspaces: new Map([...workspaces, [workspaceId, beganAt]]),
        owned: asOwner ? and(owned, workspaceId) : owned,
      };
    }
    case 'OwnershipReceived':
      return { ...member, owned: and(owned, event.data.workspaceId) };
    case 'OwnershipGiven':
      return { ...member, owned: but(owned, event.data.workspaceId) };
    case 'MembershipEnded': {
      const { workspaceId } = event.data;
      const others = new Map([...workspaces].filter(([each]) => each !== workspaceId));
      return { ...member, workspaces: others, owned: but(owned, workspaceId) };
    }
    case 'OwnershipHeld':
      return { ...member, holds: place(holds, attemptOf(event.data.attempt)) };
    case 'OwnershipHoldReleased':
      return { ...member, holds: lift(holds, attemptOf(event.data.attempt)) };
  }
};

const and = <Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> => new Set([...set, item]);
const but = <Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> =>
  new Set([...set].filter((each) => each !== item));

export const memberFold: Fold<Member, MemberEvent> = { initial: noMember, evolve };
