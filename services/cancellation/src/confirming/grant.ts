import { NotProven } from '@lethe/bus';
import { id } from '@lethe/contracts';
import * as z from 'zod';
import type { CancellationKit } from '../cancellation-kit.ts';

/** `purpose` is absent in grants of an older build. */
const claims = z.object({
  sub: id,
  sid: id,
  purpose: z.literal('cancellation').optional(),
  jti: z.string().min(1),
  exp: z.number(),
});

/** What identity says with a grant: whose, from which session, and until when (CAN-2). */
export type Grant = Readonly<{ accountId: string; sessionId: string; grantId: string; expiresAt: string }>;

/** Also one whose time is over: for 24 hours it gets the answer it got (CAN-6). Undefined where it is not identity's. */
export const readGrant = async (
  { keyring }: Pick<CancellationKit, 'keyring'>,
  token: string,
): Promise<Grant | undefined> => {
  try {
    const expected = { typ: 'grant+jwt', issuer: 'identity', audience: 'cancellation', expired: 'accepted' } as const;
    const { sub, sid, jti, exp } = claims.parse(await keyring.verify(token, expected));
    return { accountId: sub, sessionId: sid, grantId: jti, expiresAt: new Date(exp * 1000).toISOString() };
  } catch (error) {
    if (error instanceof NotProven || error instanceof z.ZodError) return undefined;
    throw error;
  }
};
