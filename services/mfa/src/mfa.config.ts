import * as z from 'zod';

export const mfaSettings = z.object({
  /** What authenticator apps show as the name of the service. */
  LETHE_MFA_ISSUER: z
    .string()
    .regex(/^[^:]{1,64}$/, 'must have 1 to 64 characters and no colon')
    .default('Lethe'),
});
export type MfaSettings = z.infer<typeof mfaSettings>;
