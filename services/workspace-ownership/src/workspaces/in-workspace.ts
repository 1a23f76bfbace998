import { isRefusal, type Refusal } from '@lethe/deciding';
import type { Unit } from '@lethe/journal';
import { eventsOfMembers } from '../ownership/events-of-members.ts';
import { memberStream } from '../ownership/member.events.ts';
import { memberFold, type Member } from '../ownership/member.ts';
import type { WorkspaceOwnershipEvent } from '../workspace-ownership-kit.ts';
import { workspaceStream, type WorkspaceEvent } from './workspace.events.ts';
import { workspaceFold, type Workspace } from './workspace.ts';

export type OwnershipUnit = Unit<WorkspaceOwnershipEvent>;

export const loadMember = (unit: OwnershipUnit, accountId: string): Promise<Member> =>
  unit.load(memberStream(accountId), memberFold);

/** Decides about one workspace and writes it down there and with every member it concerns, in one unit (WS-1, WS-6). */
export const inWorkspace = async <Decided extends readonly WorkspaceEvent[] | Refusal>(
  unit: OwnershipUnit,
  workspaceId: string,
  decide: (workspace: Workspace) => Decided,
): Promise<Extract<Decided, Refusal> | void> => {
  const stream = workspaceStream(workspaceId);
  const decision: readonly WorkspaceEvent[] | Refusal = decide(await unit.load(stream, workspaceFold));
  if (isRefusal(decision)) return decision as Extract<Decided, Refusal>;
  unit.record(stream, decision);
  for (const event of decision.flatMap(eventsOfMembers)) {
    await loadMember(unit, event.data.accountId);
    // A membership also ends while its account is being cleared; none begins.
    const into = event.type === 'MembershipEnded' ? unit.ungated : unit;
    into.record(memberStream(event.data.accountId), [event]);
  }
};
