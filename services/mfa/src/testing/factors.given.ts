import type { AskerKind } from '@lethe/contracts';
import type { FactorsEvent } from '../factors.events.ts';

export const at = '2026-11-24T08:00:00.000Z';
export const after = (ms: number): string => new Date(Date.parse(at) + ms).toISOString();
export const minutes = (count: number): number => count * 60_000;
export const accountId = '6f1c1f6a-7f0e-4c39-9d53-0d5f8a1b2c3d';
export const sessionId = '0b8f7d1e-5a44-4e0f-8d0a-3f6f6f1f9a11';
export const otherSessionId = '9c2f5f52-61f7-4b3c-a3c9-95b5c6b3d7e2';
export const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
/** The step of `at`. */
export const now = Date.parse(at) / 30_000;
export const hashes = Array.from({ length: 10 }, (_, n) => `${n}`.repeat(43));
export const [firstHash = ''] = hashes;

export const started: FactorsEvent = { type: 'TotpBindingStarted', data: { accountId, secret, startedAt: at } };
export const bound: FactorsEvent = { type: 'TotpBound', data: { accountId, sessionId, step: now, boundAt: at } };
export const issued: FactorsEvent = { type: 'RecoveryCodesIssued', data: { accountId, hashes, issuedAt: at } };
export const withFactor = [started, bound, issued] as const;

export const accepted = (step: number, asker: AskerKind = 'stranger'): FactorsEvent => ({
  type: 'CodeAccepted',
  data: { accountId, step, revision: 1, asker, acceptedAt: at },
});
export const used = (hash: string, asker: AskerKind = 'stranger'): FactorsEvent => ({
  type: 'RecoveryCodeUsed',
  data: { accountId, hash, revision: 1, asker, usedAt: at },
});
export const rejectedUntil = (lockedUntil: string | null, asker: AskerKind = 'stranger'): FactorsEvent => ({
  type: 'CodeRejected',
  data: { accountId, asker, rejectedAt: at, lockedUntil },
});
export const unbound: FactorsEvent = { type: 'TotpUnbound', data: { accountId, sessionId, unboundAt: at } };
