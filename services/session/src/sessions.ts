import type { FloorOrigin, Personal, Revisions, StaffRole } from '@lethe/contracts';
import { attemptOf, foldInPlace, isRestricted, lift, place, unrestricted, type Restrictions } from '@lethe/deciding';
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

/**
 * All sessions of one account. Ended ones are forgotten; those that ran out stay until the next sign-in. It does not grow with
 * the sign-ins: as many are open as may be at once (SES-8), and as many sign-ins under way are known.
 */
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

/** What is open and not locked out. */
export const standing = (sessions: Sessions): readonly Session[] =>
  isLocked(sessions) ? [] : [...sessions.open.values()];

/** Of the sign-ins that wait for their second factor the newest so many are known. */
export const mostPending = 50;

type Draft = {
  -readonly [Field in keyof Sessions]: Sessions[Field] extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, Value>
    : Sessions[Field];
};

/** From the oldest on, what has run out for good, by its own durations alone. */
const forgetOutlived = (draft: Draft, at: string): void => {
  forgetWhile(draft.open, (session) => isOver(maximumEndOf(session), at));
  forgetWhile(draft.pending, ({ expiresAt }) => isOver(expiresAt, at));
};

const forgetWhile = <Held>(held: Map<string, Held>, isGone: (oldest: Held) => boolean): void => {
  for (const [key, oldest] of held) {
    if (!isGone(oldest)) return;
    held.delete(key);
  }
};

const change = (draft: Draft, sessionId: string, changes: Partial<Session>): void => {
  const session = draft.open.get(sessionId);
  if (session !== undefined) draft.open.set(sessionId, { ...session, ...changes });
};

/** What stands below a floor is over. */
const raise = (draft: Draft, { origin, revision, kept }: SessionsEventOf<'FloorRaised'>['data']): void => {
  draft.floors = { ...draft.floors, [origin]: revision };
  const { floors } = draft;
  const causing = kept === undefined ? undefined : draft.open.get(kept);
  if (causing !== undefined)
    change(draft, causing.sessionId, { revisions: { ...causing.revisions, [origin]: revision } });
  for (const [id, session] of draft.open)
    if (isBelow(session.revisions, floors)) {
      draft.open.delete(id);
      draft.fallen.set(id, { session, origin });
    }
  for (const [hash, signIn] of draft.pending) if (isBelow(signIn.revisions, floors)) draft.pending.delete(hash);
};

const wait = (draft: Draft, signIn: SessionsEventOf<'SecondFactorAwaited'>['data']): void => {
  forgetOutlived(draft, signIn.awaitedAt);
  const { pending } = draft;
  pending.set(signIn.tokenHash, signIn);
  forgetWhile(pending, () => pending.size > mostPending);
};

const open = (draft: Draft, session: SessionsEventOf<'SessionOpened'>['data']): void => {
  forgetOutlived(draft, session.openedAt);
  draft.open.set(session.sessionId, { ...session, factorRevision: session.revisions.mfa });
  if (session.pendingHash !== undefined) draft.pending.delete(session.pendingHash);
};

const apply = (draft: Draft, event: SessionsEvent): Draft => {
  const { locks } = draft;
  switch (event.type) {
    case 'SecondFactorAwaited':
      wait(draft, event.data);
      return draft;
    case 'SessionOpened':
      open(draft, event.data);
      return draft;
    case 'SessionVerified': {
      const { sessionId, factor, methods, verifiedAt, revisions } = event.data;
      const given = methods.length > 1 ? { factorRevision: revisions.mfa } : {};
      change(draft, sessionId, { factor, methods, verifiedAt, ...given });
      return draft;
    }
    case 'FactorLost':
      change(draft, event.data.sessionId, { factor: false, methods: ['password'] });
      return draft;
    case 'SessionEnded':
      draft.open.delete(event.data.sessionId);
      draft.fallen.delete(event.data.sessionId);
      return draft;
    case 'FloorRaised':
      raise(draft, event.data);
      return draft;
    case 'AllSessionsEnded':
      for (const held of [draft.open, draft.pending, draft.fallen]) held.clear();
      return draft;
    case 'AccountLocked':
      draft.locks = place(locks, attemptOf(event.data.attempt));
      return draft;
    case 'AccountUnlocked':
      draft.locks = lift(locks, attemptOf(event.data.attempt));
      return draft;
  }
};

export const sessionsFold = foldInPlace<Sessions, Draft, SessionsEvent>({
  initial: noSessions,
  copy: (sessions) => ({
    ...sessions,
    open: new Map(sessions.open),
    pending: new Map(sessions.pending),
    fallen: new Map(sessions.fallen),
  }),
  apply,
});
