import { finishClearing } from '@lethe/clearing';
import { isBefore } from '@lethe/deciding';
import { idFrom, type Command } from '@lethe/journal';
import type { DueHandler } from '@lethe/saga';
import { clearingPlan, destroyKeys, ticketsOfAccount } from '../clearing/clearing-plan.ts';
import type { TicketingKit } from '../ticketing-kit.ts';
import { inTicket } from '../tickets/in-ticket.ts';
import { cancellationFinishedWith } from '../tickets/submitter.ts';
import { isUnclosedState } from '../tickets/ticket.ts';
import { closeDueTicket } from './close-due-ticket.ts';
import { alarmBefore } from './closures.view.ts';
import { nextClosure } from './next-closure.ts';
import { readStanding, readTicket } from '../tickets/ticket-states.ts';

/** One per ticket, since a ticket closes once: two replicas that fire together do it once (TIC-4). */
const closingCommand = (ticketId: string): Command => ({
  id: idFrom(ticketId, 'close'),
  type: 'clock.close-ticket',
  actor: 'clock',
  correlationId: ticketId,
  subject: undefined,
  request: {},
});

/** Closes the ticket where it is due, and says when it is where it is not yet. */
export const closeWhenDue =
  ({ journal, clock }: TicketingKit): DueHandler =>
  async (ticketId) => {
    await journal.handle(
      closingCommand(ticketId),
      (unit) =>
        inTicket(unit.ungated, ticketId, (ticket) =>
          closeDueTicket({ type: 'CloseDueTicket', data: { ticketId, at: clock() } }, ticket),
        ),
      () => undefined,
    );
    const next = nextClosure(await readTicket(journal, ticketId));
    return next === undefined ? 'done' : { again: next.at };
  };

/** The key dies with the content; with the last ticket of a cancelled submitter the clearing is finished. */
export const clearWhenClosed =
  (kit: TicketingKit): DueHandler =>
  async (ticketId) => {
    await destroyKeys(kit, [ticketId]);
    const ticket = await readTicket(kit.journal, ticketId);
    if (ticket.state === 'none') throw new Error('A ticket was cleared that was never submitted.');
    const cancellation = cancellationFinishedWith(ticketId, await readStanding(kit.journal, ticket.submitterId));
    if (cancellation === undefined) return 'done';
    const { closed } = await ticketsOfAccount(kit, cancellation.accountId);
    await destroyKeys(kit, closed);
    await finishClearing(kit, cancellation, { ...clearingPlan(kit), categories: { tickets: closed.size } });
    return 'done';
  };

/** Somebody must look: the clock should have closed this ticket hours ago. */
export const warnWhenLate =
  ({ journal, clock, logger }: TicketingKit): DueHandler =>
  async (ticketId) => {
    const ticket = await readTicket(journal, ticketId);
    if (ticket.state === 'none' || !isUnclosedState(ticket.state) || ticket.schedule === undefined) return 'done';
    const ringsAt = alarmBefore(ticket.schedule.dueBy);
    if (isBefore(clock(), ringsAt)) return { again: ringsAt };
    logger.warn({ ticketId, dueBy: ticket.schedule.dueBy }, 'A ticket is due within an hour and still unclosed.');
    return 'done';
  };
