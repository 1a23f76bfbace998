import type { OutputOf, SignIn } from '@lethe/contracts';
import type { Sealing } from '@lethe/sealing';
import { maximumEndOf } from '../lifetime/lifetime.ts';
import type { SessionsEvent } from '../sessions.events.ts';
import { tokenOf } from '../tokens.ts';

/**
 * The answer to a sign-in, from what it recorded. A token is made again, not read.
 * `expiresAt` is the latest end there can be: a session that is used less ends before.
 */
export const signedIn = (
  sealing: Sealing,
  commandId: string,
  events: readonly SessionsEvent[],
): OutputOf<typeof SignIn> => {
  const event = events.find(({ type }) => type === 'SecondFactorAwaited' || type === 'SessionOpened');
  if (event?.type === 'SecondFactorAwaited')
    return { pending: tokenOf(sealing, 'pending-sign-in', commandId), expiresAt: event.data.expiresAt };
  if (event?.type !== 'SessionOpened') throw new Error('A sign-in recorded something else than a sign-in.');
  const { sessionId, accountId } = event.data;
  return {
    token: tokenOf(sealing, 'session-token', commandId),
    sessionId,
    accountId,
    expiresAt: maximumEndOf(event.data),
  };
};
