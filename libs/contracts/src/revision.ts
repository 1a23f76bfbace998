import * as z from 'zod';

/**
 * Whoever owns something that a sign-in is decided on: identity the password, the role and what restricts the account, mfa
 * the second factors.
 */
export const floorOrigins = ['identity', 'mfa'] as const;
export type FloorOrigin = (typeof floorOrigins)[number];

/** How often that changed for an account. It is given in the same answer as the fact that it vouches for (SES-3). */
export const revision = z.int().min(0);

/** What a sign-in was decided on: the revision of each owner. */
export const revisions = z.strictObject({ identity: revision, mfa: revision });
export type Revisions = Readonly<z.infer<typeof revisions>>;
