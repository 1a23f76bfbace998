import { floorOrigins, id, instant, personal, revision, revisions, staffRoles } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';
import { inactiveMinutes, maximumDays } from './lifetime/durations.ts';

/** An HMAC of the token under the service's index key. The token itself is stored nowhere (SES-6). */
const tokenHash = z.string().length(43);
const staffRole = z.enum(staffRoles).exactOptional();
const attempt = z.int().min(1);
/** Of what was decided before revisions were counted nobody knows on which: it is older than any. */
const ofUnknownRevisions = {
  1: (data: Readonly<Record<string, unknown>>) => ({ ...data, revisions: { identity: 0, mfa: 0 } }),
};

export const sessionsEvents = defineEvents({
  SecondFactorAwaited: {
    version: 2,
    data: z.strictObject({
      accountId: id,
      tokenHash,
      staffRole,
      verifiedAt: instant,
      awaitedAt: instant,
      expiresAt: instant,
      revisions,
    }),
    upcasts: ofUnknownRevisions,
  },
  SessionOpened: {
    version: 2,
    data: z.strictObject({
      accountId: id,
      sessionId: id,
      tokenHash,
      /** The pending sign-in that it completes. */
      pendingHash: tokenHash.exactOptional(),
      staffRole,
      factor: z.boolean(),
      methods: z.array(z.string()),
      verifiedAt: instant,
      openedAt: instant,
      inactiveMinutes,
      maximumDays,
      userAgent: personal(z.string().max(512), { of: 'accountId' }),
      revisions,
    }),
    upcasts: ofUnknownRevisions,
  },
  SessionVerified: {
    version: 2,
    data: z.strictObject({
      accountId: id,
      sessionId: id,
      factor: z.boolean(),
      methods: z.array(z.string()),
      verifiedAt: instant,
      revisions,
    }),
    upcasts: ofUnknownRevisions,
  },
  SessionEnded: {
    version: 2,
    data: z.strictObject({
      accountId: id,
      sessionId: id,
      because: z.enum(['signed-out', 'revoked', 'factor-changed', 'account-changed', 'locked', 'too-many']),
      /** It was over by then: nobody is told that it ended. */
      ranOut: z.literal(true).exactOptional(),
      endedAt: instant,
    }),
    upcasts: { 1: (data) => data },
  },
  /**
   * What was decided on an older revision of this owner is over from here on, but for the session that goes on on this one.
   * `SessionEnded` follows for each, so that others are told.
   */
  FloorRaised: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      origin: z.enum(floorOrigins),
      revision,
      kept: id.exactOptional(),
      raisedAt: instant,
    }),
  },
  /** The second factor was unbound in this session: what it was given before counts no more. */
  FactorLost: { version: 1, data: z.strictObject({ accountId: id, sessionId: id, lostAt: instant }) },
  AllSessionsEnded: {
    version: 1,
    data: z.strictObject({
      accountId: id,
      because: z.literal('locked'),
      /** How many were live. */
      live: z.int().min(0),
      endedAt: instant,
    }),
  },
  AccountLocked: { version: 1, data: z.strictObject({ accountId: id, attempt, lockedAt: instant }) },
  /** Recorded also where that attempt never locked, so that its lock cannot come later. */
  AccountUnlocked: { version: 1, data: z.strictObject({ accountId: id, attempt, unlockedAt: instant }) },
});

export type SessionsEvent = EventOf<typeof sessionsEvents>;
export type SessionsEventOf<Type extends SessionsEvent['type']> = Extract<SessionsEvent, { type: Type }>;

export const sessionsStream = (accountId: string): string => `sessions-${accountId}`;
