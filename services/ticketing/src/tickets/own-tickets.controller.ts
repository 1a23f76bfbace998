import { Answers, personOf, type CallContext } from '@lethe/bus';
import { id, instant, ListTickets, pageOf, placeOf, ReadTicket, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { DATABASE, JOURNAL, SEALING, STORE, WAIT_FOR } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { TicketingKit } from '../ticketing-kit.ts';
import { readCorrespondence } from './correspondence.ts';
import { listsOf } from './lists-of.ts';
import { ticketLine } from './ticket-line.ts';
import { ownTickets } from './ticket-lists.view.ts';

/** What a submitter sees of their own tickets. */
@Controller()
export class OwnTicketsController {
  constructor(
    @Inject(JOURNAL) readonly journal: TicketingKit['journal'],
    @Inject(STORE) readonly store: TicketingKit['store'],
    @Inject(SEALING) readonly sealing: TicketingKit['sealing'],
    @Inject(DATABASE) readonly database: TicketingKit['database'],
    @Inject(WAIT_FOR) readonly waitFor: TicketingKit['waitFor'],
  ) {}

  @Answers(ListTickets)
  async list({ cursor, ...filters }: InputOf<typeof ListTickets>, context: CallContext) {
    const behind = cursor === undefined ? undefined : placeOf(cursor, [instant, id]);
    if (cursor !== undefined && behind === undefined) return refuse('cursor-invalid');
    const found = await ownTickets(await listsOf(this), personOf(context).accountId, filters, behind);
    const { items, nextCursor } = pageOf(found, filters.limit, ({ submittedAt, ticketId }) => [submittedAt, ticketId]);
    return { tickets: items.map(ticketLine), nextCursor };
  }

  @Answers(ReadTicket)
  async read(input: InputOf<typeof ReadTicket>, context: CallContext) {
    const { accountId } = personOf(context);
    const paged = await readCorrespondence(this.journal, input, (submitterId) => submitterId === accountId);
    if (isRefusal(paged)) return paged;
    return {
      ticket: ticketLine(paged.told),
      messages: paged.messages.map(({ messageId, from, text, at }) => ({ messageId, from, text, at })),
      changes: paged.changes.map(({ change, at }) => ({ change, at })),
      nextCursor: paged.nextCursor,
    };
  }
}
