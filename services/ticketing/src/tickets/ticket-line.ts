import { isShredded, type ListTickets, type OutputOf, type Personal, type Shredded } from '@lethe/contracts';
import { nextClosure } from '../closing/next-closure.ts';
import type { ClosingReason, KnownTicket } from './ticket.ts';

export type TicketLine = OutputOf<typeof ListTickets>['tickets'][number];

/** What is known of a ticket, wherever it was read: from its stream or from the list. */
export type Told = Pick<TicketLine, 'ticketId' | 'workspaceId' | 'type' | 'priority' | 'submittedAt'> &
  Readonly<{
    state: KnownTicket['state'];
    submitterId: string;
    /** The submitter's cancellation is final. */
    orphaned: boolean;
    subject: Personal<string> | null;
    assignedTo: string | undefined;
    answeredAt: string | undefined;
    /** Undefined once it is closed or cancelled. */
    waitingSince: string | undefined;
    closesAt: string | undefined;
    dueBy: string | undefined;
    endedAt: string | undefined;
    closedBecause: ClosingReason | undefined;
  }>;

export const readable = (text: string | Shredded | null): string | null => (isShredded(text) ? null : text);

/** A ticket as its submitter sees it; `closesAt` is when the clock closes it, as things stand. */
export const ticketLine = (told: Told): TicketLine => {
  const { ticketId, workspaceId, type, priority, subject, state, submittedAt, answeredAt, closesAt } = told;
  const schedule = closesAt === undefined ? undefined : { closesAt };
  return {
    ticketId,
    workspaceId,
    type,
    priority,
    subject: readable(subject),
    state,
    submittedAt,
    closesAt: nextClosure({ state, answeredAt, schedule })?.at ?? null,
    dueBy: told.dueBy ?? null,
    closedAt: told.endedAt ?? null,
    closedBecause: told.closedBecause ?? null,
  };
};
