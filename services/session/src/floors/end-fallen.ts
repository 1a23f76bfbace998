import type { FloorOrigin } from '@lethe/contracts';
import type { SessionsEventOf } from '../sessions.events.ts';
import type { Sessions } from '../sessions.ts';

const because = { identity: 'account-changed', mfa: 'factor-changed' } as const satisfies Record<FloorOrigin, string>;

/** The ends that are still to be told of sessions that a floor has left below: they are over already. */
export const endFallen = (
  accountId: string,
  { fallen }: Sessions,
  at: string,
): readonly SessionsEventOf<'SessionEnded'>[] =>
  [...fallen].map(([sessionId, { origin }]) => ({
    type: 'SessionEnded',
    data: { accountId, sessionId, because: because[origin], endedAt: at },
  }));
