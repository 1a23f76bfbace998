import { isShredded } from '@lethe/contracts';
import type { Cleared, ClearingPlan, OfCancellation } from '@lethe/clearing';
import type { Command, Recorded } from '@lethe/journal';
import { closureOf } from '../calendar/calendar.ts';
import { calendarOf, marginMsOf } from '../ticketing.config.ts';
import type { TicketingKit } from '../ticketing-kit.ts';
import type { TicketingEvent } from '../ticketing.events.ts';
import { inTicket } from '../tickets/in-ticket.ts';
import { submitterStream } from '../tickets/submitter.events.ts';
import { submitterFold, type Submitter } from '../tickets/submitter.ts';
import { ticketStream, type TicketEvent } from '../tickets/ticket.events.ts';
import { cancelSubmitterOf } from './cancel-submitter-of.ts';

type Request = OfCancellation & Readonly<{ finalAt: string; releasedAt: string }>;

/** Unclosed tickets get their schedule (TIC-2), closed ones lose their content (TIC-5), all in one unit. */
export const ticketingClearing = (kit: TicketingKit): ClearingPlan => ({
  clear: async (request, command) => {
    const recorded = await cancelSubmitter(kit, request, command);
    await destroyKeys(
      kit,
      recorded.flatMap((event) => (event.type === 'TicketContentCleared' ? [event.data.ticketId] : [])),
    );
    return clearedBy(recorded);
  },
  remaining: ({ accountId }) => remainingOf(kit, accountId),
});

const cancelSubmitter = (
  { journal, settings, clock }: TicketingKit,
  { accountId, cancellationId, finalAt, releasedAt }: Request,
  command: Command,
): Promise<readonly Recorded<TicketingEvent>[]> =>
  journal.handle(
    command,
    async (unit) => {
      const at = clock();
      const { unclosed, closed } = await unit.load(submitterStream(accountId), submitterFold);
      const schedule = closureOf(calendarOf(settings, at), finalAt, marginMsOf(settings));
      const data = { accountId, cancellationId, finalAt, releasedAt, cancelledAt: at };
      unit.ungated.record(submitterStream(accountId), [{ type: 'SubmitterCancelled', data }]);
      for (const ticketId of [...unclosed, ...closed])
        await inTicket(unit.ungated, ticketId, (ticket) =>
          cancelSubmitterOf({ type: 'CancelSubmitterOf', data: { ticketId, schedule, at } }, ticket),
        );
    },
    (events) => events,
  );

const clearedBy = (recorded: readonly TicketingEvent[]): Cleared => {
  const dueBy = recorded.flatMap((event) => (event.type === 'ClosureScheduled' ? [event.data.dueBy] : []));
  const finishedBy = dueBy.toSorted().at(-1);
  if (finishedBy !== undefined) return { finishedBy };
  return { categories: { tickets: recorded.filter(({ type }) => type === 'TicketContentCleared').length } };
};

export const destroyKeys = async ({ sealing, clock }: TicketingKit, ticketIds: Iterable<string>): Promise<void> => {
  for (const ticketId of ticketIds) await sealing.destroy(`ticket:${ticketId}`, clock());
};

/** A look of its own: unclosed tickets, and closed ones that can still be read. */
const remainingOf = async ({ journal }: TicketingKit, accountId: string): Promise<number> => {
  const { unclosed, closed }: Submitter = await journal.state(submitterStream(accountId), submitterFold);
  const histories = await Promise.all([...closed].map((id) => journal.read<TicketEvent>(ticketStream(id))));
  const legible = histories.filter((history) =>
    history.some((event) => 'text' in event.data && !isShredded(event.data.text)),
  );
  return unclosed.size + legible.length;
};
