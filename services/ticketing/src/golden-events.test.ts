import { goldenEvents } from '@lethe/journal/golden';
import { keptCalendarEvents, keptCalendarFold } from './calendar/kept-calendar.ts';
import { ticketing } from './ticketing.definition.ts';
import { closedWorkspaceEvents, closedWorkspaceFold } from './tickets/closed-workspace.ts';
import { submitterEvents } from './tickets/submitter.events.ts';
import { submitterFold } from './tickets/submitter.ts';
import { ticketEvents } from './tickets/ticket.events.ts';
import { ticketFold } from './tickets/ticket.ts';

goldenEvents({
  of: ticketing.events,
  file: new URL('./golden-events.json', import.meta.url),
  folds: [
    { events: submitterEvents, fold: submitterFold },
    { events: ticketEvents, fold: ticketFold },
    { events: closedWorkspaceEvents, fold: closedWorkspaceFold },
    { events: keptCalendarEvents, fold: keptCalendarFold },
  ],
});
