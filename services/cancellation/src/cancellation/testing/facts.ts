import { firstToClear, type Evidence, type Participant } from '@lethe/contracts';
import type { AcknowledgeClearing, AcceptClearing } from '../acknowledge-clearing.ts';
import type { CancellationEvent } from '../cancellation.events.ts';
import type { RequestCancellation } from '../request-cancellation.ts';
import type { SettleDebt } from '../settle-debt.ts';

/** One story, told in facts: what happened, and what is asked. */
export const at = '2026-11-24T08:00:00.000Z';
export const accountId = '6f1c0000-0000-4000-8000-000000000001';
export const sessionId = '6f1c0000-0000-4000-8000-000000000002';
export const staffId = '6f1c0000-0000-4000-8000-000000000003';
const cancellationIds = ['c', 'd', 'e'].map((digit) => `${digit}a5e0000-0000-4000-8000-000000000000`);
export const cancellationOf = (attempt: number): string => cancellationIds[attempt - 1] ?? '';
const agreements = [{ id: 'terms', version: '1', digest: 'd' }];
const everybody = [...firstToClear, 'notification'] as const;
const ofAttempt = (attempt: number) => ({ accountId, cancellationId: cancellationOf(attempt), attempt });

export const confirm = (attempt = 1, { holdBackDays = 0, grantId = `grant-${attempt}` } = {}): RequestCancellation => ({
  type: 'RequestCancellation',
  data: { accountId, cancellationId: cancellationOf(attempt), sessionId, grantId, agreements, holdBackDays, at },
});
export const settle = (key: string, by: CancellationEvent, when = at): SettleDebt => ({
  type: 'SettleDebt',
  data: { key, by, at: when },
});

export const evidence: Evidence = { categories: { records: 3 }, clearedAt: at, keyDestroyedAt: at };
export const acknowledge = (participant: Participant, attempt = 1): AcknowledgeClearing => ({
  type: 'AcknowledgeClearing',
  data: { cancellationId: cancellationOf(attempt), participant, evidence, at },
});
export const dueBy = '2026-12-03T13:00:00.000Z';
export const accept = (participant: Participant, attempt = 1, finishedBy = dueBy): AcceptClearing => ({
  type: 'AcceptClearing',
  data: { cancellationId: cancellationOf(attempt), participant, finishedBy, at },
});

export const requested = (
  attempt = 1,
  finalNotBefore = at,
  participants: readonly Participant[] = everybody,
): CancellationEvent => ({
  type: 'CancellationRequested',
  data: {
    ...ofAttempt(attempt),
    sessionId,
    grantId: `grant-${attempt}`,
    agreements,
    participants: [...participants],
    confirmedAt: at,
    finalNotBefore,
  },
});
export const held = (attempt = 1): CancellationEvent => ({ type: 'OwnershipHeld', data: { attempt, heldAt: at } });
export const lockedInIdentity = (attempt = 1): CancellationEvent => ({
  type: 'LockedInIdentity',
  data: { attempt, lockedAt: at },
});
export const lockedInSession = (attempt = 1): CancellationEvent => ({
  type: 'LockedInSession',
  data: { attempt, ended: 2, lockedAt: at },
});
export const stopLinkMailed = (attempt = 1): CancellationEvent => ({
  type: 'StopLinkHandedOver',
  data: { attempt, mailId: null, handedOverAt: at },
});
type Because = 'owner-of-workspaces' | 'lock-refused' | 'stopped-by-staff' | 'stopped-by-person';
const stoppedBy = { 'stopped-by-staff': staffId, 'stopped-by-person': accountId } as const;
export const withdrawn = (attempt = 1, because: Because = 'owner-of-workspaces'): CancellationEvent => ({
  type: 'CancellationWithdrawn',
  data: {
    ...ofAttempt(attempt),
    because,
    stopped:
      because in stoppedBy ? { by: stoppedBy[because as keyof typeof stoppedBy], reason: 'asked-by-person' } : null,
    withdrawnAt: at,
  },
});
export const holdReleased = (attempt = 1): CancellationEvent => ({
  type: 'OwnershipHoldReleased',
  data: { attempt, releasedAt: at },
});
export const unlockedInIdentity = (attempt = 1): CancellationEvent => ({
  type: 'UnlockedInIdentity',
  data: { attempt, unlockedAt: at },
});
export const unlockedInSession = (attempt = 1): CancellationEvent => ({
  type: 'UnlockedInSession',
  data: { attempt, unlockedAt: at },
});

const mail = { mailId: null, handedOverAt: at };
export const withdrawalMailed = (attempt = 1): CancellationEvent => ({
  type: 'WithdrawalHandedOver',
  data: { attempt, ...mail },
});
export const final = (attempt = 1, participants: readonly Participant[] = everybody): CancellationEvent => ({
  type: 'CancellationMadeFinal',
  data: { ...ofAttempt(attempt), participants: [...participants], finalAt: at },
});
/** As builds before wrote it. */
export const finalOfBefore: CancellationEvent = {
  type: 'CancellationMadeFinal',
  data: { ...ofAttempt(1), participants: null, finalAt: at },
};
/** In the ledger, that is. */
export const finalEntered = (attempt = 1): CancellationEvent => ({
  type: 'FinalEnteredInLedger',
  data: { attempt, enteredAt: at },
});
export const completionEntered = (attempt = 1): CancellationEvent => ({
  type: 'CompletionEnteredInLedger',
  data: { attempt, enteredAt: at },
});
export const released = (attempt = 1): CancellationEvent => ({
  type: 'ClaimsReleased',
  data: { attempt, releasedAt: at },
});
export const confirmationMailed = (attempt = 1): CancellationEvent => ({
  type: 'ConfirmationHandedOver',
  data: { attempt, ...mail },
});
export const asked = (participant: Participant, attempt = 1): CancellationEvent => ({
  type: 'ClearingAsked',
  data: { ...ofAttempt(attempt), participant, finalAt: at, releasedAt: at, askedAt: at },
});
export const accepted = (participant: Participant, finishedBy = dueBy): CancellationEvent => ({
  type: 'ParticipantAccepted',
  data: { attempt: 1, participant, finishedBy },
});
export const cleared = (participant: Participant): CancellationEvent => ({
  type: 'ParticipantCleared',
  data: { attempt: 1, participant, evidence, acknowledgedAt: at },
});
export const clearedButTickets: CancellationEvent = {
  type: 'ClearedEverywhereButTickets',
  data: { attempt: 1, clearedAt: at },
};
export const digestMade = (attempt = 1): CancellationEvent => ({
  type: 'EmailDigestMade',
  data: { attempt, digest: 'e5', madeAt: at },
});
export const lastMailed = (attempt = 1): CancellationEvent => ({
  type: 'LastMailHandedOver',
  data: { attempt, ...mail },
});
export const addressesCleared = (attempt = 1): CancellationEvent => ({
  type: 'AddressesCleared',
  data: { attempt, keyDestroyedAt: at, clearedAt: at },
});
export const certified = (attempt = 1): CancellationEvent => ({
  type: 'CertificateIssued',
  data: { attempt, jws: 'a.b.c', issuedAt: at },
});
export const completed = (attempt = 1): CancellationEvent => ({
  type: 'CancellationCompleted',
  data: { ...ofAttempt(attempt), keyDestroyedAt: at, completedAt: at },
});

export const untilLocked = [requested(), held(), lockedInIdentity(), lockedInSession()] as const;
export const askedEverybody = firstToClear.map((participant) => asked(participant));
export const untilAsked = [...untilLocked, final(), finalEntered(), released(), ...askedEverybody] as const;
