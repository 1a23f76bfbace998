import type { FloorOrigin } from '@lethe/contracts';
import type { SessionsEvent, SessionsEventOf } from '../sessions.events.ts';

export const at = '2026-11-24T08:00:00.000Z';
export const accountId = '6f1c1f6a-7f0e-4c39-9d53-0d5f8a1b2c3d';
export const sessionId = '0b8f7d1e-5a44-4e0f-8d0a-3f6f6f1f9a11';
export const otherSessionId = '9c2f5f52-61f7-4b3c-a3c9-95b5c6b3d7e2';
export const tokenHash = 't'.repeat(43);
export const otherTokenHash = 'o'.repeat(43);
export const pendingHash = 'p'.repeat(43);
export const revisions = { identity: 0, mfa: 0 };
export const inForce = { inactiveMinutes: 10_080, maximumDays: 30 };

export const after = (ms: number): string => new Date(Date.parse(at) + ms).toISOString();
export const minutes = (count: number): number => count * 60_000;
export const days = (count: number): number => count * 86_400_000;

export const openedBy = (
  changes: Partial<SessionsEventOf<'SessionOpened'>['data']> = {},
): SessionsEventOf<'SessionOpened'> => ({
  type: 'SessionOpened',
  data: {
    accountId,
    sessionId,
    tokenHash,
    factor: false,
    methods: ['password'],
    verifiedAt: at,
    openedAt: at,
    ...inForce,
    userAgent: 'Firefox on Linux',
    revisions,
    ...changes,
  },
});

export const opened = openedBy();
export const otherOpened = openedBy({ sessionId: otherSessionId, tokenHash: otherTokenHash });

export const awaited: SessionsEventOf<'SecondFactorAwaited'> = {
  type: 'SecondFactorAwaited',
  data: { accountId, tokenHash: pendingHash, verifiedAt: at, awaitedAt: at, expiresAt: after(minutes(5)), revisions },
};
export const floorRaised = (origin: FloorOrigin, revision: number, kept?: string): SessionsEvent => ({
  type: 'FloorRaised',
  data: { accountId, origin, revision, ...(kept === undefined ? {} : { kept }), raisedAt: at },
});
export const locked = (attempt: number): SessionsEvent => ({
  type: 'AccountLocked',
  data: { accountId, attempt, lockedAt: at },
});
export const unlocked = (attempt: number): SessionsEvent => ({
  type: 'AccountUnlocked',
  data: { accountId, attempt, unlockedAt: at },
});
export const allEnded = (live: number): SessionsEvent => ({
  type: 'AllSessionsEnded',
  data: { accountId, because: 'locked', live, endedAt: at },
});
