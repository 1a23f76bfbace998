import { react, type Reaction } from '@lethe/bus';
import { MemberLeft } from '@lethe/contracts';
import type { TicketingKit } from '../ticketing-kit.ts';
import { inTicket } from '../tickets/in-ticket.ts';
import { moveToDesk } from '../tickets/move-to-desk.ts';
import { workspaceTickets } from '../tickets/workspace-tickets.ts';

/** A workspace closes with its last member; its unclosed tickets go to the service desk (TIC-1). */
export const closedWorkspace = ({ journal, clock }: TicketingKit): Reaction =>
  react({
    purpose: 'closed-workspace',
    to: MemberLeft,
    from: 'workspace-ownership',
    handle: async ({ data: { workspaceId, because } }, command) => {
      if (because !== 'closed') return;
      await journal.handle(
        command,
        async (unit) => {
          for (const ticketId of await journal.lookUp(workspaceTickets, workspaceId))
            await inTicket(unit, ticketId, (ticket) =>
              moveToDesk({ type: 'MoveToDesk', data: { ticketId, at: clock() } }, ticket),
            );
        },
        () => undefined,
      );
    },
  });
