import { isShredded } from '@lethe/contracts';
import type { ClearingPlan, OfCancellation } from '@lethe/clearing';
import { idFrom, inPages, type Command, type Recorded } from '@lethe/journal';
import { closureOf } from '../calendar/calendar.ts';
import { warnWhenUncovered } from '../calendar/coverage.ts';
import { keepCalendar } from '../calendar/keep-calendar.ts';
import { calendarOf, marginMsOf } from '../ticketing.config.ts';
import type { TicketingKit } from '../ticketing-kit.ts';
import type { TicketingEvent } from '../ticketing.events.ts';
import { inTicket } from '../tickets/in-ticket.ts';
import { submitterStream } from '../tickets/submitter.events.ts';
import { submitterFold, ticketsOf } from '../tickets/submitter.ts';
import { ticketStream, type TicketEvent } from '../tickets/ticket.events.ts';
import { cancelSubmitterOf } from './cancel-submitter-of.ts';
import { loadStanding, loadTicket } from '../tickets/ticket-states.ts';

type Request = OfCancellation & Readonly<{ finalAt: string; releasedAt: string }>;

/**
 * Unclosed tickets get their schedule (TIC-2), closed ones lose their content (TIC-5), page by page. The submitter is cancelled
 * last: the clearing is finished with the ticket that closes last after that; at once where none is left by then.
 */
export const clearingPlan = (kit: TicketingKit): ClearingPlan => ({
  clear: async (request, command) => {
    const scheduled = await cancelTickets(kit, request, { ...command, id: idFrom(command.id, 'tickets') });
    const recorded = [...scheduled, ...(await cancelSubmitter(kit, request, command))];
    const { unclosed, closed } = await ticketsOfAccount(kit, request.accountId);
    await destroyKeys(kit, closed);
    if (unclosed.size === 0) return { categories: { tickets: closed.size } };
    const finishedBy = lastDueIn(recorded);
    warnWhenUncovered(kit, finishedBy);
    return { finishedBy };
  },
  remaining: ({ accountId }) => remainingOf(kit, accountId),
});

/** The gate is closed, so that every delivery finds the same tickets, be some of them closed by now. */
const cancelTickets = async (
  kit: TicketingKit,
  { accountId, finalAt }: Request,
  command: Command,
): Promise<readonly Recorded<TicketingEvent>[]> => {
  const { journal, settings, clock } = kit;
  const { unclosed, closed } = await ticketsOfAccount(kit, accountId);
  const pages = await inPages(command, [...unclosed, ...closed].toSorted(), (page, ticketIds) =>
    journal.handle(
      page,
      async (unit) => {
        const at = clock();
        const calendar = calendarOf(settings, at);
        const schedule = closureOf(calendar, finalAt, marginMsOf(settings));
        await Promise.all(ticketIds.map((ticketId) => loadTicket(unit, ticketId)));
        if (ticketIds.some((ticketId) => unclosed.has(ticketId))) await keepCalendar(unit, calendar, at);
        for (const ticketId of ticketIds)
          await inTicket(unit.ungated, ticketId, (ticket) =>
            cancelSubmitterOf({ type: 'CancelSubmitterOf', data: { ticketId, schedule, at } }, ticket),
          );
      },
      (events) => events,
    ),
  );
  return pages.flat();
};

const cancelSubmitter = (
  { journal, clock }: TicketingKit,
  { accountId, cancellationId, finalAt, releasedAt }: Request,
  command: Command,
): Promise<readonly Recorded<TicketingEvent>[]> =>
  journal.handle(
    command,
    async (unit) => {
      await loadStanding(unit, accountId);
      const data = { accountId, cancellationId, finalAt, releasedAt, cancelledAt: clock() };
      unit.ungated.record(submitterStream(accountId), [{ type: 'SubmitterCancelled', data }]);
    },
    (events) => events,
  );

const lastDueIn = (recorded: readonly TicketingEvent[]): string => {
  const dueBy = recorded.flatMap((event) => (event.type === 'ClosureScheduled' ? [event.data.dueBy] : []));
  const last = dueBy.toSorted().at(-1);
  if (last === undefined) throw new Error('An unclosed ticket of a cancelled submitter has no schedule.');
  return last;
};

export const ticketsOfAccount = async ({ journal }: TicketingKit, accountId: string) =>
  ticketsOf(await journal.state(submitterStream(accountId), submitterFold));

export const destroyKeys = async ({ sealing, clock }: TicketingKit, ticketIds: Iterable<string>): Promise<void> => {
  for (const ticketId of ticketIds) await sealing.destroy(`ticket:${ticketId}`, clock());
};

/** A look of its own: unclosed tickets, and closed ones that can still be read. */
const remainingOf = async (kit: TicketingKit, accountId: string): Promise<number> => {
  const { unclosed, closed } = await ticketsOfAccount(kit, accountId);
  const histories = await Promise.all([...closed].map((id) => kit.journal.read<TicketEvent>(ticketStream(id))));
  const legible = histories.filter((history) =>
    history.some((event) => 'text' in event.data && !isShredded(event.data.text)),
  );
  return unclosed.size + legible.length;
};
