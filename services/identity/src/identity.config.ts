import * as z from 'zod';

export const identitySettings = z.object({
  /** PLAN-1: whether anyone may register. */
  LETHE_PLAN: z.enum(['commercial', 'deployment']).default('commercial'),
  /** ID-4: fewest characters of a password. */
  LETHE_PASSWORD_MINIMUM: z.coerce.number().int().min(8).max(64).default(15),
  /** ID-7: registrations that may mail one address within an hour. */
  LETHE_IDENTITY_REGISTRATIONS_PER_HOUR: z.coerce.number().int().min(1).max(1000).default(5),
  /** ID-7: codes that one account may ask for within an hour. */
  LETHE_IDENTITY_CODES_PER_HOUR: z.coerce.number().int().min(1).max(1000).default(10),
});
export type IdentitySettings = z.infer<typeof identitySettings>;
