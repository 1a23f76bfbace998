import { Answers, personOf, type CallContext } from '@lethe/bus';
import { AnswerTicket, AssignTicket, CloseTicketByStaff, ReadStaffRole, type InputOf } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { CALLS, CLOCK, JOURNAL } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { closeTicket } from '../closing/close-ticket.ts';
import type { TicketingKit } from '../ticketing-kit.ts';
import { recordedEvent } from '../ticketing.events.ts';
import { inTicket } from '../tickets/in-ticket.ts';
import { stateAfter } from '../tickets/state-after.ts';
import { answerTicket } from './answer-ticket.ts';
import { assignTicket } from './assign-ticket.ts';

/** What staff do with everybody's tickets, also with those of cancelled submitters: no gate stands before them. */
@Controller()
export class DeskController {
  constructor(
    @Inject(JOURNAL) readonly journal: TicketingKit['journal'],
    @Inject(CALLS) readonly calls: TicketingKit['calls'],
    @Inject(CLOCK) readonly clock: TicketingKit['clock'],
  ) {}

  @Answers(AssignTicket)
  assign({ ticketId, staffId }: InputOf<typeof AssignTicket>, context: CallContext) {
    const { journal, clock } = this;
    const { accountId: me } = personOf(context);
    const to = staffId ?? me;
    return journal.handle(
      context.command,
      async (unit) => {
        if (to !== me && !(await this.mayAnswer(to, context.correlationId))) return refuse('staff-unknown');
        const data = { ticketId, to, at: clock() };
        return inTicket(unit.ungated, ticketId, (ticket) => assignTicket({ type: 'AssignTicket', data }, ticket));
      },
      async (events) => ({ state: await stateAfter(journal, ticketId, events) }),
    );
  }

  /** Auditors read; they answer nobody. */
  private async mayAnswer(accountId: string, correlationId: string): Promise<boolean> {
    const { role } = await this.calls.ask(ReadStaffRole, { accountId }, { correlationId });
    return role === 'administrator' || role === 'support';
  }

  @Answers(AnswerTicket)
  answer({ ticketId, text }: InputOf<typeof AnswerTicket>, context: CallContext) {
    const { journal, clock } = this;
    const data = { ticketId, by: personOf(context).accountId, text, at: clock() };
    return journal.handle(
      context.command,
      (unit) => inTicket(unit.ungated, ticketId, (ticket) => answerTicket({ type: 'AnswerTicket', data }, ticket)),
      async (events) => ({ state: await stateAfter(journal, ticketId, events) }),
    );
  }

  @Answers(CloseTicketByStaff)
  close({ ticketId }: InputOf<typeof CloseTicketByStaff>, { command }: CallContext) {
    const { journal, clock } = this;
    const data = { ticketId, because: 'staff', at: clock() } as const;
    return journal.handle(
      command,
      (unit) => inTicket(unit.ungated, ticketId, (ticket) => closeTicket({ type: 'CloseTicket', data }, ticket)),
      (events) => ({ closedAt: recordedEvent(events, 'TicketClosed').data.closedAt }),
    );
  }
}
