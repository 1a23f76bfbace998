import type { ClearingEvent } from '@lethe/clearing';
import type { Message } from '@lethe/deciding';
import type { Recorded } from '@lethe/journal';
import type { KeptCalendarEvent } from './calendar/kept-calendar.ts';
import type { ClosedWorkspaceEvent } from './tickets/closed-workspace.ts';
import type { SubmitterEvent } from './tickets/submitter.events.ts';
import type { TicketEvent } from './tickets/ticket.events.ts';

export type TicketingEvent = TicketEvent | SubmitterEvent | ClosedWorkspaceEvent | KeptCalendarEvent;
/** What a view sees: clearing's events are in every service's log. */
export type LoggedEvent = TicketingEvent | ClearingEvent;

/** The event of that type a command recorded. @throws Error where it recorded none. */
export const recordedEvent = <Event extends Message, Type extends Event['type']>(
  events: readonly Recorded<Event>[],
  type: Type,
): Extract<Recorded<Event>, { type: Type }> => {
  const found = events.find((event): event is Extract<Recorded<Event>, { type: Type }> => event.type === type);
  if (found === undefined) throw new Error(`The command recorded no ${type}.`);
  return found;
};
