import type { FromSnapshot, Journal, Unit } from '@lethe/journal';
import { sessionsStream, type SessionsEvent } from './sessions.events.ts';
import { sessionsFold, standing, type PendingSignIn, type Session, type Sessions } from './sessions.ts';
import { rowOf } from './tokens.ts';

/** The stream grows with every sign-in, what it comes to does not. */
const fromSnapshot: FromSnapshot = { fold: 'sessions', version: 1, every: 20 };

/** User agents are withheld: nothing is decided on them. */
export const loadSessions = (unit: Unit<SessionsEvent>, accountId: string): Promise<Sessions> =>
  unit.load(sessionsStream(accountId), sessionsFold, fromSnapshot);

export const readSessions = (journal: Journal<SessionsEvent>, accountId: string): Promise<Sessions> =>
  journal.state(sessionsStream(accountId), sessionsFold, fromSnapshot);

export const readSessionsOpened = (journal: Journal<SessionsEvent>, accountId: string): Promise<Sessions> =>
  journal.state(sessionsStream(accountId), sessionsFold, { ...fromSnapshot, opens: true });

/**
 * Writes down what happened to an account's sessions, and in the same append the rows that are found by their tokens: there is
 * one for whatever stands, it says what a check asks for, and for what ended there is none (SES-3).
 */
export const recordSessions = async (
  unit: Unit<SessionsEvent>,
  accountId: string,
  events: readonly SessionsEvent[],
): Promise<void> => {
  const before = withTokens(await loadSessions(unit, accountId));
  unit.record(sessionsStream(accountId), events);
  const after = withTokens(await loadSessions(unit, accountId));
  if (before.size > 0 && after.size === 0) unit.releaseAll(accountId);
  else for (const [hash, ended] of before) if (!after.has(hash)) unit.release(rowOf(accountId, ended));
  for (const [hash, held] of after) if (before.get(hash) !== held) unit.take(rowOf(accountId, held));
};

const withTokens = (sessions: Sessions): ReadonlyMap<string, Session | PendingSignIn> =>
  new Map([...standing(sessions), ...sessions.pending.values()].map((held) => [held.tokenHash, held]));
