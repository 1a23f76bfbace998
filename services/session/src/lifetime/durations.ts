import * as z from 'zod';

/** SES-1: ends after this long without activity; 30 minutes to 7 days. */
export const inactiveMinutes = z.int().min(30).max(10_080);
/** SES-1: ends this long after it was opened, whatever happens; 1 to 30 days. */
export const maximumDays = z.int().min(1).max(30);

export type Durations = Readonly<{ inactiveMinutes: number; maximumDays: number }>;
