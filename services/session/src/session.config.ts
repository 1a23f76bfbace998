import * as z from 'zod';
import { inactiveMinutes, maximumDays, type Durations } from './lifetime/durations.ts';

export const sessionSettings = z.object({
  /** SES-1: minutes without activity after which a session ends. */
  LETHE_SESSION_INACTIVE_MINUTES: z.coerce.number().pipe(inactiveMinutes).default(10_080),
  /** SES-1: days after which a session ends in any case. */
  LETHE_SESSION_MAXIMUM_DAYS: z.coerce.number().pipe(maximumDays).default(30),
  /** SES-8: how many sessions an account has at once; one append ends all that a lower setting leaves too many. */
  LETHE_SESSIONS_AT_MOST: z.coerce.number().pipe(z.int().min(1).max(100)).default(50),
  /** ID-2a: days for which a browser is known to an account after a sign-in there. Browsers keep a cookie for 400. */
  LETHE_SESSION_DEVICE_DAYS: z.coerce.number().pipe(z.int().min(1).max(400)).default(180),
});
export type SessionSettings = z.infer<typeof sessionSettings>;

export const durationsOf = (settings: SessionSettings): Durations => ({
  inactiveMinutes: settings.LETHE_SESSION_INACTIVE_MINUTES,
  maximumDays: settings.LETHE_SESSION_MAXIMUM_DAYS,
});
