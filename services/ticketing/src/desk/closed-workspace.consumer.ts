import { react, type Reaction } from '@lethe/bus';
import { ClosedWorkspace } from '@lethe/contracts';
import { idFrom, inPages, type Command } from '@lethe/journal';
import type { TicketingKit } from '../ticketing-kit.ts';
import { closedWorkspaceFold, closedWorkspaceStream } from '../tickets/closed-workspace.ts';
import { inTicket } from '../tickets/in-ticket.ts';
import { moveToDesk } from '../tickets/move-to-desk.ts';
import { workspaceTickets } from '../tickets/workspace-tickets.ts';

/** A workspace closes with its last member; its unclosed tickets go to the service desk (TIC-1). */
export const closedWorkspace = (kit: TicketingKit): Reaction =>
  react({
    ...ClosedWorkspace,
    handle: async ({ data: { workspaceId, because } }, command) => {
      if (because !== 'closed') return;
      await endSubmissions(kit, workspaceId, command);
      await moveTickets(kit, workspaceId, command);
    },
  });

const endSubmissions = ({ journal, clock }: TicketingKit, workspaceId: string, command: Command): Promise<void> =>
  journal.handle(
    command,
    async (unit) => {
      const stream = closedWorkspaceStream(workspaceId);
      if (await unit.load(stream, closedWorkspaceFold)) return;
      unit.ungated.record(stream, [{ type: 'WorkspaceClosed', data: { workspaceId, closedAt: clock() } }]);
    },
    () => undefined,
  );

/** Nothing is submitted there any more, so that every delivery finds the same tickets. */
const moveTickets = async ({ journal, clock }: TicketingKit, workspaceId: string, command: Command): Promise<void> => {
  const ticketIds = (await journal.lookUp(workspaceTickets, workspaceId)).toSorted();
  await inPages({ ...command, id: idFrom(command.id, 'move') }, ticketIds, (page, some) =>
    journal.handle(
      page,
      async (unit) => {
        for (const ticketId of some)
          await inTicket(unit.ungated, ticketId, (ticket) =>
            moveToDesk({ type: 'MoveToDesk', data: { ticketId, at: clock() } }, ticket),
          );
      },
      () => undefined,
    ),
  );
};
