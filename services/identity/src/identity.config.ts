import * as z from 'zod';

export const identitySettings = z.object({
  /** Where links in mails begin. */
  LETHE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4400'),
  /** PLAN-1: whether anyone may register. */
  LETHE_PLAN: z.enum(['commercial', 'deployment']).default('commercial'),
  /** ID-4: fewest characters of a password. */
  LETHE_PASSWORD_MINIMUM: z.coerce.number().int().min(8).max(64).default(15),
  /** ID-7: registrations that may mail one address within an hour. */
  LETHE_IDENTITY_REGISTRATIONS_PER_HOUR: z.coerce.number().int().min(1).max(1000).default(5),
  /** ID-7: registrations and new passwords that one network may ask for within an hour. */
  LETHE_IDENTITY_NETWORK_REGISTRATIONS_PER_HOUR: z.coerce.number().int().min(1).max(100_000).default(300),
  /** ID-7: codes for a new password that strangers may ask for of one address, and known devices for their account, within an hour. */
  LETHE_IDENTITY_RESETS_PER_HOUR: z.coerce.number().int().min(1).max(1000).default(5),
  /** ID-2a: wrong passwords that one network may try within an hour, whomever they are for. */
  LETHE_IDENTITY_NETWORK_FAILURES_PER_HOUR: z.coerce.number().int().min(10).max(100_000).default(300),
  /** ID-7: invitations to the staff that one administrator may send, and one address get, within an hour. */
  LETHE_IDENTITY_INVITATIONS_PER_HOUR: z.coerce.number().int().min(1).max(1000).default(20),
  /** ID-7: codes that one account may ask for within an hour. */
  LETHE_IDENTITY_CODES_PER_HOUR: z.coerce.number().int().min(1).max(1000).default(10),
});
export type IdentitySettings = z.infer<typeof identitySettings>;
