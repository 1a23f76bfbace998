import type { Decider, Refusal } from '@lethe/deciding';
import { holdOwnership, type HoldOwnership } from './hold-ownership.ts';
import type { MemberEvent } from './member.events.ts';
import { memberFold, type Member } from './member.ts';
import { releaseOwnershipHold, type ReleaseOwnershipHold } from './release-ownership-hold.ts';

export const memberDecider: Decider<HoldOwnership | ReleaseOwnershipHold, Member, MemberEvent, Refusal> = {
  ...memberFold,
  decide: (command, member) => {
    switch (command.type) {
      case 'HoldOwnership':
        return holdOwnership(command, member);
      case 'ReleaseOwnershipHold':
        return releaseOwnershipHold(command, member);
    }
  },
};
