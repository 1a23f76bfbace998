import { instant } from '@lethe/contracts';
import type { Fold } from '@lethe/deciding';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';
import type { Calendar } from './calendar.ts';

const dates = z.array(z.iso.date());

/** Stream `calendar-<version>`: a calendar that schedules were made with, whole, so that they can be counted again (TIC-3). */
export const keptCalendarEvents = defineEvents({
  CalendarKept: {
    version: 1,
    data: z.strictObject({
      calendarVersion: z.string(),
      timeZone: z.string(),
      weekend: z.array(z.literal([1, 2, 3, 4, 5, 6, 7])),
      holidays: dates,
      extraClosed: dates,
      extraWorking: dates,
      coveredUntil: z.iso.date().nullable().optional(),
      keptAt: instant,
    }),
  },
});

export type KeptCalendarEvent = EventOf<typeof keptCalendarEvents>;

export const calendarStream = (version: string): string => `calendar-${version}`;

export const keptCalendarFold: Fold<Calendar | null, KeptCalendarEvent> = {
  initial: null,
  evolve: (_, { data: { keptAt: _keptAt, calendarVersion: version, coveredUntil, ...days } }) => ({
    version,
    ...days,
    ...(coveredUntil === undefined ? {} : { coveredUntil }),
  }),
};
