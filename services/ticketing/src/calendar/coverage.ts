import { dayMs, instantAfter } from '@lethe/deciding';
import type { Timer } from '@lethe/service';
import { calendarOf } from '../ticketing.config.ts';
import type { TicketingKit } from '../ticketing-kit.ts';
import { dateIn, isCovered } from './calendar.ts';

/** A hold-back of 30 days, seven business days over the longest feast, and time to renew the data. */
const aheadMs = 60 * dayMs;

/** What somebody must do where the days of a calendar are not known to be the published ones. */
export const check =
  'compare `lethe calendar show YEAR` with what the country has published, say what differs in LETHE_CALENDAR_CLOSED and ' +
  'LETHE_CALENDAR_WORKING, and until when you have compared in LETHE_CALENDAR_CHECKED';

/** At the start and daily: are the days known that the schedules of the next weeks need? */
export const coverageTimer = ({ settings, clock, logger }: TicketingKit): Timer => ({
  name: 'calendar-coverage',
  everyMs: dayMs,
  run: async () => {
    const calendar = calendarOf(settings, clock());
    const needed = dateIn(calendar, instantAfter(clock(), aheadMs));
    if (isCovered(calendar, needed)) return;
    const { coveredUntil } = calendar;
    logger.warn({ coveredUntil, needed }, `Deadlines will need days that nobody has compared: ${check}.`);
  },
});

/** A schedule was made with a day that is not known to be what the country publishes: its date may have to be corrected. */
export const warnWhenUncovered = ({ settings, clock, logger }: TicketingKit, dueBy: string): void => {
  const calendar = calendarOf(settings, clock());
  if (isCovered(calendar, dateIn(calendar, instantAfter(dueBy, -1)))) return;
  const { coveredUntil, version } = calendar;
  logger.warn(
    { dueBy, coveredUntil, calendarVersion: version },
    `A deadline needs days that nobody has compared: ${check}.`,
  );
};
