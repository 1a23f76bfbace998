import { Answers, personOf, type CallContext } from '@lethe/bus';
import { AnswerTicket, AssignTicket, CloseTicketByStaff, ListAllTickets, type InputOf } from '@lethe/contracts';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { closeTicket } from '../closing/close-ticket.ts';
import type { TicketingKit } from '../ticketing-kit.ts';
import { recordedEvent } from '../ticketing.events.ts';
import { inTicket } from '../tickets/in-ticket.ts';
import { stateAfter } from '../tickets/state-after.ts';
import { allTickets } from '../tickets/ticket-lists.view.ts';
import { ticketsView, type TicketTables } from '../tickets/tickets.view.ts';
import { answerTicket } from './answer-ticket.ts';
import { assignTicket } from './assign-ticket.ts';

/** What staff do with everybody's tickets, also with those of cancelled submitters: no gate stands before them. */
@Controller()
export class DeskController {
  constructor(@Inject(KIT) private readonly kit: TicketingKit) {}

  @Answers(ListAllTickets)
  async list() {
    const { database, store, sealing, waitFor } = this.kit;
    await waitFor(ticketsView.name, await store.head());
    return { tickets: await allTickets({ database: database.withTables<TicketTables>(), sealing }) };
  }

  @Answers(AssignTicket)
  assign({ ticketId }: InputOf<typeof AssignTicket>, context: CallContext) {
    const { journal, clock } = this.kit;
    const data = { ticketId, by: personOf(context).accountId, at: clock() };
    return journal.handle(
      context.command,
      (unit) => inTicket(unit, ticketId, (ticket) => assignTicket({ type: 'AssignTicket', data }, ticket)),
      async (events) => ({ state: await stateAfter(journal, ticketId, events) }),
    );
  }

  @Answers(AnswerTicket)
  answer({ ticketId, text }: InputOf<typeof AnswerTicket>, context: CallContext) {
    const { journal, clock } = this.kit;
    const data = { ticketId, by: personOf(context).accountId, text, at: clock() };
    return journal.handle(
      context.command,
      (unit) => inTicket(unit, ticketId, (ticket) => answerTicket({ type: 'AnswerTicket', data }, ticket)),
      async (events) => ({ state: await stateAfter(journal, ticketId, events) }),
    );
  }

  @Answers(CloseTicketByStaff)
  close({ ticketId }: InputOf<typeof CloseTicketByStaff>, { command }: CallContext) {
    const { journal, clock } = this.kit;
    const data = { ticketId, because: 'staff', at: clock() } as const;
    return journal.handle(
      command,
      (unit) => inTicket(unit, ticketId, (ticket) => closeTicket({ type: 'CloseTicket', data }, ticket)),
      (events) => ({ closedAt: recordedEvent(events, 'TicketClosed').data.closedAt }),
    );
  }
}
