import { isRefusal, type Refusal } from '@lethe/deciding';
import { eventsOfMembers } from '../ownership/events-of-members.ts';
import { memberStream } from '../ownership/member.events.ts';
import { loadHolds } from '../ownership/members.ts';
import type { OwnershipUnit, WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { seatAfter } from './seats.ts';
import { workspaceStream, type WorkspaceEvent } from './workspace.events.ts';
import type { Workspace } from './workspace.ts';
import { loadWorkspace, recordSeat, type Asked } from './workspaces.ts';

/**
 * Decides about one workspace and writes it down there, with every member it concerns, and in their rows, in one unit (WS-1, WS-6).
 * Once in a unit: rows say what was before it.
 */
export const inWorkspace = async <Decided extends readonly WorkspaceEvent[] | Refusal>(
  { journal }: Pick<WorkspaceOwnershipKit, 'journal'>,
  unit: OwnershipUnit,
  asked: Asked,
  decide: (workspace: Workspace) => Decided,
): Promise<Extract<Decided, Refusal> | void> => {
  const workspace = await loadWorkspace(unit, journal, asked);
  const decision: readonly WorkspaceEvent[] | Refusal = decide(workspace);
  if (isRefusal(decision)) return decision as Extract<Decided, Refusal>;
  unit.record(workspaceStream(asked.workspaceId), decision);
  for (const event of decision.flatMap(eventsOfMembers)) {
    await loadHolds(unit, event.data.accountId);
    // A membership also ends while its account is being cleared; none begins.
    const into = event.type === 'MembershipEnded' ? unit.ungated : unit;
    into.record(memberStream(event.data.accountId), [event]);
  }
  if (workspace.status === 'open' && workspace.seatsIn === 'history') return;
  for (const accountId of new Set(asked.of)) {
    const before = workspace.status === 'open' ? (workspace.seats.get(accountId) ?? null) : null;
    const seat = decision.reduce((was, event) => seatAfter(was, accountId, event), before);
    if (seat !== before) recordSeat(unit, journal, { workspaceId: asked.workspaceId, accountId, seat });
  }
};
