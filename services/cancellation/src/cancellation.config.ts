import { publicUrl } from '@lethe/service';
import * as z from 'zod';

export const cancellationSettings = z.object({
  /** CAN-7a: days between the lock and Final, during which staff can stop it. */
  LETHE_HOLD_BACK_DAYS: z.coerce.number().pipe(z.int().min(0).max(30)).default(0),
  /** CAN-9: hours after which a participant that was asked to clear, and has not said until when, is late. */
  LETHE_CLEARING_DEADLINE_HOURS: z.coerce.number().pipe(z.number().min(0.1).max(720)).default(1),
  ...publicUrl,
});
export type CancellationSettings = z.infer<typeof cancellationSettings>;
