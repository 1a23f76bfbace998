import { dayMs, instantAfter } from '@lethe/deciding';
import { atOnce, scheduleDue } from '@lethe/saga';
import type { View } from '@lethe/views';
import type { LoggedEvent } from '../ticketing.events.ts';
import { closedUnanswered } from '../closing/next-closure.ts';

export const mailAnswerDue = 'mail-answer';
export const mailClosingSoonDue = 'mail-closing-soon';
export const mailClosingDue = 'mail-closing';

/** A day before a ticket closes for lack of an answer its submitter is told (TIC-1). */
export const dayBefore = (closesAt: string): string => instantAfter(closesAt, -dayMs);

/** Keeps no table of its own: it asks for the mails that are owed to submitters. */
export const ticketMailsView: View<LoggedEvent, Record<never, never>> = {
  name: 'ticket_mails_v1',
  on: {
    TicketAnswered: (db, { data: { ticketId, answeredAt } }) => [
      scheduleDue(db, { kind: mailAnswerDue, key: ticketId, dueAt: atOnce }),
      scheduleDue(db, { kind: mailClosingSoonDue, key: ticketId, dueAt: dayBefore(closedUnanswered(answeredAt)) }),
    ],
    TicketClosed: (db, { data: { ticketId } }) =>
      scheduleDue(db, { kind: mailClosingDue, key: ticketId, dueAt: atOnce }),
  },
};
