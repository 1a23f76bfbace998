import { isRefusal, type Refusal } from '@lethe/deciding';
import { eventsOfMembers } from '../ownership/events-of-members.ts';
import { memberStream } from '../ownership/member.events.ts';
import { loadHolds } from '../ownership/members.ts';
import type { OwnershipUnit } from '../workspace-ownership-kit.ts';
import { workspaceStream, type WorkspaceEvent } from './workspace.events.ts';
import type { Workspace } from './workspace.ts';
import { loadWorkspace } from './workspaces.ts';

/** Decides about one workspace and writes it down there and with every member it concerns, in one unit (WS-1, WS-6). */
export const inWorkspace = async <Decided extends readonly WorkspaceEvent[] | Refusal>(
  unit: OwnershipUnit,
  workspaceId: string,
  decide: (workspace: Workspace) => Decided,
): Promise<Extract<Decided, Refusal> | void> => {
  const stream = workspaceStream(workspaceId);
  const decision: readonly WorkspaceEvent[] | Refusal = decide(await loadWorkspace(unit, workspaceId));
  if (isRefusal(decision)) return decision as Extract<Decided, Refusal>;
  unit.record(stream, decision);
  for (const event of decision.flatMap(eventsOfMembers)) {
    await loadHolds(unit, event.data.accountId);
    // A membership also ends while its account is being cleared; none begins.
    const into = event.type === 'MembershipEnded' ? unit.ungated : unit;
    into.record(memberStream(event.data.accountId), [event]);
  }
};
