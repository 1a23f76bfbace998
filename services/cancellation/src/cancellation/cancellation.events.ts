import { evidence, id, instant, participants, stopReasons, withdrawals } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

const participant = z.enum(participants);
const attempt = z.int().min(1);
const ofAttempt = { accountId: id, cancellationId: id, attempt } as const;
const agreed = z.strictObject({ id: z.string(), version: z.string(), digest: z.string() });
/** Null where the account has no address any more, so that no mail can ever reach it. */
const mailId = id.nullable();

/** When it was asked was not noted. It was never before Final. */
const askedOnceFinal = (data: Readonly<Record<string, unknown>>) => ({ ...data, askedAt: data['finalAt'] });

const fixedWhenRequested = (data: Readonly<Record<string, unknown>>) => ({ ...data, participants: null });

const beforeFinal = {
  CancellationRequested: {
    version: 1,
    data: z.strictObject({
      ...ofAttempt,
      sessionId: id,
      /** The grant's own id: what makes it single use. */
      grantId: z.string(),
      agreements: z.array(agreed),
      /** Who there is to ask by now. It is fixed when it becomes final (X5). */
      participants: z.array(participant),
      confirmedAt: instant,
      /** End of the hold-back (CAN-7a). */
      finalNotBefore: instant,
    }),
  },
  OwnershipHeld: { version: 1, data: z.strictObject({ attempt, heldAt: instant }) },
  LockedInIdentity: { version: 1, data: z.strictObject({ attempt, lockedAt: instant }) },
  LockedInSession: { version: 1, data: z.strictObject({ attempt, ended: z.int().min(0), lockedAt: instant }) },
  /** In a hold-back alone: the mail with the date and the way to stop it (CAN-7a). */
  StopLinkHandedOver: { version: 1, data: z.strictObject({ attempt, mailId, handedOverAt: instant }) },
  CancellationWithdrawn: {
    version: 1,
    data: z.strictObject({
      ...ofAttempt,
      because: z.enum(withdrawals),
      /** Who stopped it, a member of staff or the person (the account itself), and why. */
      stopped: z.strictObject({ by: id, reason: z.enum(stopReasons) }).nullable(),
      withdrawnAt: instant,
    }),
  },
  OwnershipHoldReleased: { version: 1, data: z.strictObject({ attempt, releasedAt: instant }) },
  UnlockedInIdentity: { version: 1, data: z.strictObject({ attempt, unlockedAt: instant }) },
  UnlockedInSession: { version: 1, data: z.strictObject({ attempt, unlockedAt: instant }) },
  WithdrawalHandedOver: { version: 1, data: z.strictObject({ attempt, mailId, handedOverAt: instant }) },
} as const;

const fromFinalOn = {
  /** The point of no return. */
  CancellationMadeFinal: {
    version: 2,
    upcasts: { 1: fixedWhenRequested },
    data: z.strictObject({
      ...ofAttempt,
      /** Everybody who has to clear: fixed from here on, who is added later is not asked. Null: whom the request named. */
      participants: z.array(participant).nullable(),
      finalAt: instant,
    }),
  },
  /** What is final, and what is completed, is in the ledger too, which no restore brings back (K5). */
  FinalEnteredInLedger: { version: 1, data: z.strictObject({ attempt, enteredAt: instant }) },
  CompletionEnteredInLedger: { version: 1, data: z.strictObject({ attempt, enteredAt: instant }) },
  ClaimsReleased: { version: 1, data: z.strictObject({ attempt, releasedAt: instant }) },
  ConfirmationHandedOver: { version: 1, data: z.strictObject({ attempt, mailId, handedOverAt: instant }) },
  ClearingAsked: {
    version: 2,
    upcasts: { 1: askedOnceFinal },
    data: z.strictObject({ ...ofAttempt, participant, finalAt: instant, releasedAt: instant, askedAt: instant }),
  },
  ParticipantAccepted: { version: 1, data: z.strictObject({ attempt, participant, finishedBy: instant }) },
  ParticipantCleared: { version: 1, data: z.strictObject({ attempt, participant, evidence, acknowledgedAt: instant }) },
  ClearedEverywhereButTickets: { version: 1, data: z.strictObject({ attempt, clearedAt: instant }) },
  EmailDigestMade: { version: 1, data: z.strictObject({ attempt, digest: z.string(), madeAt: instant }) },
  LastMailHandedOver: { version: 1, data: z.strictObject({ attempt, mailId, handedOverAt: instant }) },
  AddressesCleared: { version: 1, data: z.strictObject({ attempt, keyDestroyedAt: instant, clearedAt: instant }) },
  CertificateIssued: { version: 1, data: z.strictObject({ attempt, jws: z.string(), issuedAt: instant }) },
  CancellationCompleted: {
    version: 1,
    data: z.strictObject({ ...ofAttempt, keyDestroyedAt: instant, completedAt: instant }),
  },
} as const;

/** Everything that happens in `cancellation-<accountId>`: attempts one after the other, at most one of them final. */
export const cancellationEvents = defineEvents({ ...beforeFinal, ...fromFinalOn });
export type CancellationEvent = EventOf<typeof cancellationEvents>;
export type EventNamed<Type extends CancellationEvent['type']> = Extract<CancellationEvent, { type: Type }>;
