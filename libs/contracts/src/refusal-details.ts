import * as z from 'zod';
import { instant } from './call.ts';

export const retry = z.strictObject({ retryAt: instant });
export const codeWrong = z.strictObject({ attemptsLeft: z.int().min(0) });
export const weak = z.strictObject({
  because: z.enum(['too-short', 'too-long', 'breached', 'guessable']),
  minimum: z.int(),
  maximum: z.int(),
});
