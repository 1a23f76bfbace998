import { ticketLine, type Told } from '../tickets/ticket-line.ts';
import { isUnclosedState } from '../tickets/ticket.ts';
import type { People, StaffTicket } from './people.ts';

/**
 * A ticket as staff see it: a cancelled submitter is nobody, and so is, while it is to be answered, who was taken off the staff.
 */
export const staffTicket = (told: Told, people: People): StaffTicket => ({
  ...ticketLine(told),
  submitter: told.orphaned ? null : people.person(told.submitterId),
  assignee: assigneeOf(told, people),
  waitingSince: told.waitingSince ?? null,
});

const assigneeOf = ({ assignedTo, state }: Told, { person, mayAnswer }: People) =>
  assignedTo === undefined || (isUnclosedState(state) && !mayAnswer(assignedTo)) ? null : person(assignedTo);
