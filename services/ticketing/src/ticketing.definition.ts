import { clearingOf } from '@lethe/clearing';
import { dueRunner, dueTable } from '@lethe/saga';
import { defineService, SettingsWrong } from '@lethe/service';
import { closureOf } from './calendar/calendar.ts';
import { coverageTimer } from './calendar/coverage.ts';
import { keptCalendarEvents } from './calendar/kept-calendar.ts';
import { clearingPlan } from './clearing/clearing-plan.ts';
import { clearTicketDue, closeTicketDue, closuresView, closureAlarmDue } from './closing/closures.view.ts';
import { clearWhenClosed, closeWhenDue, warnWhenLate } from './closing/due-tickets.ts';
import { closedWorkspace } from './desk/closed-workspace.consumer.ts';
import { mailAnswer, mailClosing, mailClosingSoon } from './mailing/due-mails.ts';
import { mailAnswerDue, mailClosingDue, mailClosingSoonDue, ticketMailsView } from './mailing/ticket-mails.view.ts';
import { calendarOf, calendarProblems, marginMsOf, ticketingSettings } from './ticketing.config.ts';
import type { TicketingKit } from './ticketing-kit.ts';
import { ticketingInvariants } from './ticketing.invariants.ts';
import { TicketingModule } from './ticketing.module.ts';
import { ticketingMigrations } from './ticketing.migrations.ts';
import { ticketingPublished } from './ticketing.published.ts';
import { closedWorkspaceEvents } from './tickets/closed-workspace.ts';
import { submitterEvents } from './tickets/submitter.events.ts';
import { ticketEvents } from './tickets/ticket.events.ts';
import { ticketsView } from './tickets/tickets.view.ts';

const dueTickets = (kit: TicketingKit) =>
  dueRunner({
    ...kit,
    kinds: {
      [closeTicketDue]: closeWhenDue(kit),
      [clearTicketDue]: clearWhenClosed(kit),
      [closureAlarmDue]: warnWhenLate(kit),
      [mailAnswerDue]: mailAnswer(kit),
      [mailClosingSoonDue]: mailClosingSoon(kit),
      [mailClosingDue]: mailClosing(kit),
    },
  });

/** A calendar that cannot be meant or reckoned with stops the start, not the first cancellation. @throws SettingsWrong, RangeError */
const assertCalendar = ({ settings, clock }: TicketingKit): void => {
  const problems = calendarProblems(settings);
  if (problems.length > 0) throw new SettingsWrong('ticketing', problems);
  closureOf(calendarOf(settings, clock()), clock(), marginMsOf(settings));
};

/** Tickets from submitting to closing, and the closure schedules of cancelled submitters. */
export const ticketing = defineService({
  name: 'ticketing',
  events: [ticketEvents, submitterEvents, closedWorkspaceEvents, keptCalendarEvents],
  migrations: ticketingMigrations,
  views: [ticketsView, closuresView, ticketMailsView],
  published: ticketingPublished,
  invariants: ticketingInvariants,
  personalData: {
    keys: {
      ticket: 'when it is closed and its submitter is cancelled',
    },
    tables: { ...dueTable },
  },
  settings: ticketingSettings,
  module: TicketingModule,
  work: (kit) => {
    assertCalendar(kit);
    return {
      reactions: [closedWorkspace(kit)],
      clearing: [clearingOf(kit, clearingPlan(kit))],
      timers: [coverageTimer(kit)],
      workers: [dueTickets(kit)],
    };
  },
});
