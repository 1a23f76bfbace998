import { Answers, personOf, type CallContext } from '@lethe/bus';
import { id, ListStaffTickets, pageOf, placeOf, ReadStaffTicket, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { CALLS, DATABASE, JOURNAL, SEALING, STORE, WAIT_FOR } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import * as z from 'zod';
import type { TicketingKit } from '../ticketing-kit.ts';
import { readCorrespondence } from '../tickets/correspondence.ts';
import type { Message } from '../tickets/page-of-messages.ts';
import { listsOf } from '../tickets/lists-of.ts';
import { assigneesOf, countOf, staffTickets, turnOf, type Lists } from '../tickets/ticket-lists.view.ts';
import { namedBy, peopleOf, type Person } from './people.ts';
import { staffTicket } from './staff-ticket.ts';

const turn = [z.enum(['true', 'false']), z.string().regex(/^-?\d{1,16}$/), id] as const;

/** What staff see: every ticket, with the names of people, which identity is asked for once a page. */
@Controller()
export class DeskListsController {
  constructor(
    @Inject(JOURNAL) readonly journal: TicketingKit['journal'],
    @Inject(STORE) readonly store: TicketingKit['store'],
    @Inject(CALLS) readonly calls: TicketingKit['calls'],
    @Inject(SEALING) readonly sealing: TicketingKit['sealing'],
    @Inject(DATABASE) readonly database: TicketingKit['database'],
    @Inject(WAIT_FOR) readonly waitFor: TicketingKit['waitFor'],
  ) {}

  @Answers(ListStaffTickets)
  async list({ cursor, ...filters }: InputOf<typeof ListStaffTickets>, context: CallContext) {
    const behind = cursor === undefined ? undefined : placeOf(cursor, turn);
    if (cursor !== undefined && behind === undefined) return refuse('cursor-invalid');
    const { accountId: me } = personOf(context);
    const lists = await listsOf(this);
    const wanted = { ...filters, me, gone: filters.assignedTo === 'nobody' ? await this.gone(lists, context) : [] };
    const [found, total] = await Promise.all([staffTickets(lists, wanted, behind), countOf(lists, wanted)]);
    const { items, nextCursor } = pageOf(found, filters.limit, turnOf);
    const people = await peopleOf(this.calls, namedBy(items), context.correlationId);
    return { tickets: items.map((told) => staffTicket(told, people)), nextCursor, total };
  }

  /** Who has tickets that are to be answered, and is of the staff no more. */
  private async gone(lists: Lists, { correlationId }: CallContext): Promise<readonly string[]> {
    const assignees = await assigneesOf(lists);
    const { mayAnswer } = await peopleOf(this.calls, assignees, correlationId);
    return assignees.filter((accountId) => !mayAnswer(accountId));
  }

  @Answers(ReadStaffTicket)
  async read(input: InputOf<typeof ReadStaffTicket>, { correlationId }: CallContext) {
    const { journal, calls } = this;
    const paged = await readCorrespondence(journal, input, () => true);
    if (isRefusal(paged)) return paged;
    const { told } = paged;
    const answering = paged.messages.flatMap(({ from, writtenBy }) => (from === 'staff' ? [writtenBy] : []));
    const assigned = paged.changes.flatMap(({ assignedTo }) => (assignedTo === undefined ? [] : [assignedTo]));
    const people = await peopleOf(calls, [...namedBy([told]), ...answering, ...assigned], correlationId);
    const { person } = people;
    const messages = paged.messages.map((message) => staffMessage(message, { orphaned: told.orphaned, person }));
    const changes = paged.changes.map(({ change, at, assignedTo }) => ({
      change,
      at,
      assignee: assignedTo === undefined ? null : person(assignedTo),
    }));
    return { ticket: staffTicket(told, people), messages, changes, nextCursor: paged.nextCursor };
  }
}

type Shown = Readonly<{ orphaned: boolean; person: (accountId: string) => Person }>;

const staffMessage = ({ messageId, from, writtenBy, text, at }: Message, { orphaned, person }: Shown) => ({
  messageId,
  from,
  author: from === 'submitter' && orphaned ? null : person(writtenBy),
  text,
  at,
});
