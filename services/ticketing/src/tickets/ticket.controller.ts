import { Answers, personOf, type CallContext } from '@lethe/bus';
import { CancelTicket, CloseTicket, IsMember, ReplyToTicket, SubmitTicket, type InputOf } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { idFrom } from '@lethe/journal';
import { CALLS, CLOCK, JOURNAL } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { closeTicket } from '../closing/close-ticket.ts';
import type { TicketingKit } from '../ticketing-kit.ts';
import { recordedEvent } from '../ticketing.events.ts';
import { cancelTicket } from './cancel-ticket.ts';
import { closedWorkspaceFold, closedWorkspaceStream } from './closed-workspace.ts';
import { inTicket } from './in-ticket.ts';
import { replyToTicket } from './reply-to-ticket.ts';
import { stateAfter } from './state-after.ts';
import { submitTicket } from './submit-ticket.ts';
import { workspaceTickets } from './workspace-tickets.ts';

/** What a submitter does with their own tickets. */
@Controller()
export class TicketController {
  constructor(
    @Inject(JOURNAL) readonly journal: TicketingKit['journal'],
    @Inject(CALLS) readonly calls: TicketingKit['calls'],
    @Inject(CLOCK) readonly clock: TicketingKit['clock'],
  ) {}

  /** A workspace that closes meanwhile refuses it, or takes it along to the service desk: it never stays there (W2). */
  @Answers(SubmitTicket)
  submit(input: InputOf<typeof SubmitTicket>, context: CallContext) {
    const { journal, calls, clock } = this;
    const { accountId } = personOf(context);
    const { command, correlationId } = context;
    return journal.handle(
      command,
      async (unit) => {
        const { workspaceId } = input;
        if (await unit.load(closedWorkspaceStream(workspaceId), closedWorkspaceFold))
          return refuse('workspace-unknown');
        const { role } = await calls.ask(IsMember, { workspaceId, accountId }, { correlationId });
        if (role === null) return refuse('workspace-unknown');
        const ticketId = idFrom(command.id, 'ticket');
        unit.take(journal.lookUpOf(workspaceTickets, workspaceId, ticketId));
        const data = { ...input, ticketId, submitterId: accountId, at: clock() };
        return inTicket(unit, ticketId, (ticket) => submitTicket({ type: 'SubmitTicket', data }, ticket));
      },
      (events) => {
        const { ticketId, submittedAt } = recordedEvent(events, 'TicketSubmitted').data;
        return { ticketId, submittedAt };
      },
    );
  }

  @Answers(ReplyToTicket)
  reply({ ticketId, text }: InputOf<typeof ReplyToTicket>, context: CallContext) {
    const { journal, clock } = this;
    const { accountId: by } = personOf(context);
    return journal.handle(
      context.command,
      (unit) => {
        const data = { ticketId, by, text, at: clock() };
        return inTicket(unit, ticketId, (ticket) => replyToTicket({ type: 'ReplyToTicket', data }, ticket));
      },
      async (events) => ({ state: await stateAfter(journal, ticketId, events) }),
    );
  }

  @Answers(CloseTicket)
  close({ ticketId }: InputOf<typeof CloseTicket>, context: CallContext) {
    const { journal, clock } = this;
    const { accountId: by } = personOf(context);
    return journal.handle(
      context.command,
      (unit) => {
        const data = { ticketId, because: 'submitter', by, at: clock() } as const;
        return inTicket(unit, ticketId, (ticket) => closeTicket({ type: 'CloseTicket', data }, ticket));
      },
      (events) => ({ closedAt: recordedEvent(events, 'TicketClosed').data.closedAt }),
    );
  }

  @Answers(CancelTicket)
  cancel({ ticketId }: InputOf<typeof CancelTicket>, context: CallContext) {
    const { journal, clock } = this;
    const { accountId: by } = personOf(context);
    return journal.handle(
      context.command,
      (unit) => {
        const data = { ticketId, by, at: clock() };
        return inTicket(unit, ticketId, (ticket) => cancelTicket({ type: 'CancelTicket', data }, ticket));
      },
      (events) => ({ cancelledAt: recordedEvent(events, 'TicketCancelled').data.cancelledAt }),
    );
  }
}
