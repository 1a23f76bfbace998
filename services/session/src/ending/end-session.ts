import { refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import type { SessionsEventOf } from '../sessions.events.ts';
import type { Sessions } from '../sessions.ts';

export type EndSession = Message<
  'EndSession',
  { accountId: string; sessionId: string; because: 'signed-out' | 'revoked'; at: string }
>;

export const endSession = (
  { data: { at, ...ending } }: EndSession,
  sessions: Sessions,
): Decision<SessionsEventOf<'SessionEnded'>, Refusal<'session-unknown'>> =>
  sessions.open.has(ending.sessionId)
    ? [{ type: 'SessionEnded', data: { ...ending, endedAt: at } }]
    : refuse('session-unknown');
