import type { Unit } from '@lethe/journal';
import type { TicketingEvent } from '../ticketing.events.ts';
import type { Calendar } from './calendar.ts';
import { calendarStream, keptCalendarFold } from './kept-calendar.ts';

/** Keeps the calendar in the unit that schedules with it, unless an earlier one has. */
export const keepCalendar = async (unit: Unit<TicketingEvent>, calendar: Calendar, at: string): Promise<void> => {
  const { version: calendarVersion, timeZone, coveredUntil } = calendar;
  const stream = calendarStream(calendarVersion);
  if ((await unit.load(stream, keptCalendarFold)) !== null) return;
  const data = {
    calendarVersion,
    timeZone,
    weekend: [...calendar.weekend],
    holidays: [...calendar.holidays],
    extraClosed: [...calendar.extraClosed],
    extraWorking: [...calendar.extraWorking],
    ...(coveredUntil === undefined ? {} : { coveredUntil }),
    keptAt: at,
  };
  unit.ungated.record(stream, [{ type: 'CalendarKept', data }]);
};
