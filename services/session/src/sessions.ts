import type { FloorOrigin, Personal, Revisions, StaffRole } from '@lethe/contracts';
import { attemptOf, isRestricted, lift, place, unrestricted, type Fold, type Restrictions } from '@lethe/deciding';
import { isBelow } from './floors/below.ts';
import type { Durations } from './lifetime/durations.ts';
import { isOver, maximumEndOf } from './lifetime/lifetime.ts';
import type { SessionsEvent, SessionsEventOf } from './sessions.events.ts';

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
    /** Of the second factor that was given last; where none was, of what it was decided on. */
    factorRevision: number;
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
  /** Nothing that was decided on less is open, or is opened. */
  floors: Revisions;
  /** By session id, what a floor has left below, and whose floor. It is over; others are not told yet. */
  fallen: ReadonlyMap<string, Readonly<{ session: Session; origin: FloorOrigin }>>;
}>;

export const noSessions: Sessions = {
  open: new Map(),
  pending: new Map(),
  locks: unrestricted,
  floors: { identity: 0, mfa: 0 },
  fallen: new Map(),
};

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

/** What stands below a floor is over. */
const withFloor = (before: Sessions, { origin, revision, kept }: SessionsEventOf<'FloorRaised'>['data']): Sessions => {
  const floors = { ...before.floors, [origin]: revision };
  const moved = ([id, session]: readonly [string, Session]) =>
    [id, id === kept ? { ...session, revisions: { ...session.revisions, [origin]: revision } } : session] as const;
  const open = [...before.open].map(moved);
  const below = open.filter(([, session]) => isBelow(session.revisions, floors));
  return {
    ...before,
    floors,
    open: new Map(open.filter(([, session]) => !isBelow(session.revisions, floors))),
    pending: new Map([...before.pending].filter(([, signIn]) => !isBelow(signIn.revisions, floors))),
    fallen: new Map([...before.fallen, ...below.map(([id, session]) => [id, { session, origin }] as const)]),
  };
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
        open: new Map([...sessions.open, [sessionId, { ...event.data, factorRevision: event.data.revisions.mfa }]]),
        pending: without(sessions.pending, pendingHash),
      };
    }
    case 'SessionVerified': {
      const { sessionId, factor, methods, verifiedAt, revisions } = event.data;
      const given = methods.length > 1 ? { factorRevision: revisions.mfa } : {};
      return withChange(before, sessionId, { factor, methods, verifiedAt, ...given });
    }
    case 'FactorLost':
      return withChange(before, event.data.sessionId, { factor: false, methods: ['password'] });
    case 'SessionEnded': {
      const { sessionId } = event.data;
      return { ...before, open: without(before.open, sessionId), fallen: without(before.fallen, sessionId) };
    }
    case 'FloorRaised':
      return withFloor(before, event.data);
    case 'AllSessionsEnded':
      return { ...before, open: new Map(), pending: new Map(), fallen: new Map() };
    case 'AccountLocked':
      return { ...before, locks: place(before.locks, attemptOf(event.data.attempt)) };
    case 'AccountUnlocked':
      return { ...before, locks: lift(before.locks, attemptOf(event.data.attempt)) };
  }
};

export const sessionsFold: Fold<Sessions, SessionsEvent> = { initial: noSessions, evolve };
