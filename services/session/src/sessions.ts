import type { Personal, Revisions, StaffRole } from '@lethe/contracts';
import { attemptOf, isRestricted, lift, place, unrestricted, type Fold, type Restrictions } from '@lethe/deciding';
import type { Durations } from './lifetime/durations.ts';
import { isOver, maximumEndOf } from './lifetime/lifetime.ts';
import type { SessionsEvent } from './sessions.events.ts';

export type Session = Durations &
  Readonly<{
    sessionId: string;
    tokenHash: string;
    staffRole?: StaffRole;
    factor: boolean;
    methods: readonly string[];
    verifiedAt: string;
    openedAt: string;
    userAgent: Personal<string>;
    /** What it was decided on (SES-3). */
    revisions: Revisions;
  }>;

/** MFA-2: the password was right. It can do nothing but give the second factor. */
export type PendingSignIn = Readonly<{
  tokenHash: string;
  staffRole?: StaffRole;
  verifiedAt: string;
  expiresAt: string;
  revisions: Revisions;
}>;

/** All sessions of one account. Ended ones are forgotten; those that ran out stay until the next sign-in. */
export type Sessions = Readonly<{
  /** By session id. */
  open: ReadonlyMap<string, Session>;
  /** By the hash of the token. */
  pending: ReadonlyMap<string, PendingSignIn>;
  /** While one is held, nobody signs in. */
  locks: Restrictions;
}>;

export const noSessions: Sessions = { open: new Map(), pending: new Map(), locks: unrestricted };

export const isLocked = ({ locks }: Sessions): boolean => isRestricted(locks);

/** What has run out for good, by its own durations alone. */
export const outlived = (sessions: Sessions, at: string): readonly (Session | PendingSignIn)[] => [
  ...[...sessions.open.values()].filter((session) => isOver(maximumEndOf(session), at)),
  ...[...sessions.pending.values()].filter(({ expiresAt }) => isOver(expiresAt, at)),
];

const withoutOutlived = (sessions: Sessions, at: string): Sessions => {
  const gone = new Set(outlived(sessions, at));
  return {
    ...sessions,
    open: new Map([...sessions.open].filter(([, session]) => !gone.has(session))),
    pending: new Map([...sessions.pending].filter(([, pending]) => !gone.has(pending))),
  };
};

const without = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key | undefined): ReadonlyMap<Key, Value> =>
  new Map([...map].filter(([each]) => each !== key));

const withChange = (before: Sessions, sessionId: string, change: Partial<Session>): Sessions => {
  const session = before.open.get(sessionId);
  if (session === undefined) return before;
  return { ...before, open: new Map([...before.open, [sessionId, { ...session, ...change }]]) };
};

export const evolve = (before: Sessions, event: SessionsEvent): Sessions => {
  switch (event.type) {
    case 'SecondFactorAwaited': {
      const sessions = withoutOutlived(before, event.data.awaitedAt);
      const { tokenHash } = event.data;
      return { ...sessions, pending: new Map([...sessions.pending, [tokenHash, event.data]]) };
    }
    case 'SessionOpened': {
      const sessions = withoutOutlived(before, event.data.openedAt);
      const { sessionId, pendingHash } = event.data;
      return {
        ...sessions,
        open: new Map([...sessions.open, [sessionId, event.data]]),
        pending: without(sessions.pending, pendingHash),
      };
    }
    case 'SessionVerified': {
      const { sessionId, factor, methods, verifiedAt } = event.data;
      return withChange(before, sessionId, { factor, methods, verifiedAt });
    }
    case 'FactorLost':
      return withChange(before, event.data.sessionId, { factor: false, methods: ['password'] });
    case 'SessionEnded':
      return { ...before, open: without(before.open, event.data.sessionId) };
    case 'AllSessionsEnded':
      return { ...before, open: new Map(), pending: new Map() };
    case 'AccountLocked':
      return { ...before, locks: place(before.locks, attemptOf(event.data.attempt)) };
    case 'AccountUnlocked':
      return { ...before, locks: lift(before.locks, attemptOf(event.data.attempt)) };
  }
};

export const sessionsFold: Fold<Sessions, SessionsEvent> = { initial: noSessions, evolve };
