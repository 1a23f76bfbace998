import { ticketLine, type Told } from '../tickets/ticket-line.ts';
import type { Person, StaffTicket } from './people.ts';

/** A ticket as staff see it: a cancelled submitter is nobody. */
export const staffTicket = (told: Told, person: (accountId: string) => Person): StaffTicket => ({
  ...ticketLine(told),
  submitter: told.orphaned ? null : person(told.submitterId),
  assignee: told.assignedTo === undefined ? null : person(told.assignedTo),
  waitingSince: told.waitingSince ?? null,
});
