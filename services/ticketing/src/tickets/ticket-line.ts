import { isShredded, type ListTickets, type OutputOf, type Personal, type Shredded } from '@lethe/contracts';
import { nextClosure } from '../closing/next-closure.ts';
import type { KnownTicket } from './ticket.ts';

export type TicketLine = OutputOf<typeof ListTickets>['tickets'][number];

type Told = Pick<TicketLine, 'ticketId' | 'workspaceId' | 'type' | 'priority' | 'submittedAt'> &
  Readonly<{
    state: KnownTicket['state'];
    submitterId: string;
    /** The submitter's cancellation is final. */
    orphaned: boolean;
    subject: Personal<string> | null;
    answeredAt: string | undefined;
    closesAt: string | undefined;
    dueBy: string | undefined;
  }>;

export const readable = (text: string | Shredded | null): string | null => (isShredded(text) ? null : text);

/** A ticket as its submitter and the staff see it; `closesAt` is when the clock closes it, as things stand. */
export const ticketLine = ({
  orphaned,
  subject,
  submitterId,
  answeredAt,
  closesAt,
  dueBy,
  ...line
}: Told): TicketLine => ({
  ...line,
  submitterId: orphaned ? null : submitterId,
  subject: readable(subject),
  closesAt:
    nextClosure({ state: line.state, answeredAt, schedule: closesAt === undefined ? undefined : { closesAt } })?.at ??
    null,
  dueBy: dueBy ?? null,
});
