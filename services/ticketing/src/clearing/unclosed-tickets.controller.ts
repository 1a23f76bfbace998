import { Answers } from '@lethe/bus';
import { mostNamed, ReadUnclosedTickets, type InputOf } from '@lethe/contracts';
import { CLOCK, JOURNAL, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { closureOf } from '../calendar/calendar.ts';
import { calendarOf, marginMsOf } from '../ticketing.config.ts';
import type { TicketingKit } from '../ticketing-kit.ts';
import { submitterStream } from '../tickets/submitter.events.ts';
import { submitterFold, ticketsOf } from '../tickets/submitter.ts';
import { readTicket } from '../tickets/ticket-states.ts';

/** What the notice before a cancellation says of tickets, from the write side (CAN-4). */
@Controller()
export class UnclosedTicketsController {
  constructor(
    @Inject(JOURNAL) readonly journal: TicketingKit['journal'],
    @Inject(CLOCK) readonly clock: TicketingKit['clock'],
    @Inject(SETTINGS) readonly settings: TicketingKit['settings'],
  ) {}

  @Answers(ReadUnclosedTickets)
  async read({ accountId, finalAt }: InputOf<typeof ReadUnclosedTickets>) {
    const { journal, settings, clock } = this;
    const { unclosed } = ticketsOf(await journal.state(submitterStream(accountId), submitterFold));
    const named = [...unclosed].slice(0, mostNamed);
    const oldest = await Promise.all(
      named.map(async (ticketId) => {
        const ticket = await readTicket(journal, ticketId);
        if (ticket.state === 'none') throw new Error('A submitter has a ticket that was never submitted.');
        return { ticketId, submittedAt: ticket.submittedAt };
      }),
    );
    const { dueBy, closesAt } = closureOf(calendarOf(settings, clock()), finalAt, marginMsOf(settings));
    return { unclosed: unclosed.size, oldest, dueBy, closesAt };
  }
}
