import * as z from 'zod';
import { call, id, instant, noDetails } from './call.ts';
import { evidence, participant, participants } from './clearing.ts';
import { itemsOf, pageInput, pageOutput, pageRefusals, pageTotal } from './page.ts';
import { secret } from './personal.ts';
import { blockers } from './pre-check.ts';

/** How many documents are agreed to at most. */
export const mostAgreements = 10;
const agreed = z
  .strictObject({ id: z.string().max(100), version: z.string().max(100), digest: z.string().max(100) })
  .meta({ description: 'A document as it was shown, by the digest of its text.' });

/** CAN-5, CAN-6: confirming again, from another tab or after the session died, gives the same answer for 24 h. */
export const ConfirmCancellation = call({
  subject: 'lethe.rpc.cancellation.cancellation.confirm',
  callers: ['person', 'service:gateway'],
  input: z.strictObject({ grant: secret(z.string().max(4096)), agreements: z.array(agreed).max(mostAgreements) }),
  output: z.strictObject({
    cancellationId: id,
    confirmedAt: instant,
    statusToken: z.string().max(512),
    statusUrl: z
      .url()
      .max(2_048)
      .meta({ description: 'The page that shows how far it is, without an account. Keep it secret.' }),
  }),
  refuses: {
    'grant-invalid': noDetails,
    'session-ended': noDetails,
    'agreements-changed': z.strictObject({ current: z.array(agreed).max(mostAgreements) }),
    'cancellation-blocked': z.strictObject({ blockers }),
  },
});

export const cancellationStates = [
  'requested',
  'locked',
  'final',
  'cleared-but-tickets',
  'completed',
  'withdrawn',
] as const;
export const withdrawals = [
  'owner-of-workspaces',
  'objection',
  'lock-refused',
  'stopped-by-staff',
  'stopped-by-person',
] as const;
const state = z.enum(cancellationStates);

/** The moments of one attempt, in the order in which they come; null until then. */
const moments = {
  confirmedAt: instant,
  lockedAt: instant.nullable().meta({ description: 'No sign-in and no session from here on.' }),
  finalNotBefore: instant.meta({ description: 'End of the hold-back: until then it can be stopped (CAN-7a).' }),
  finalAt: instant.nullable().meta({ description: 'The point of no return.' }),
  clearedAt: instant.nullable().meta({ description: 'Cleared everywhere but open tickets.' }),
  finishedBy: instant.nullable().meta({ description: 'When the last who still has to clear has promised to be done.' }),
  certifiedAt: instant.nullable(),
  completedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  withdrawnBecause: z.enum(withdrawals).nullable(),
} as const;

/** What closes by itself, when, and by when at the latest; and when it did. Neither which ticket nor what is in it. */
const ticketClosure = z
  .strictObject({ closesAt: instant, dueBy: instant, closedAt: instant.nullable() })
  .meta({ id: 'TicketClosure' });

/** How many tickets of one account a cancellation tells the closing of; those that are still to come first. */
export const mostClosures = 1_000;

const closures = z
  .array(ticketClosure)
  .max(mostClosures)
  .nullable()
  .meta({ description: 'Between final and completed: when each ticket is closed. Null where that is not known now.' });
/** CAN-11 */
const certificate = z
  .string()
  .max(50_000)
  .nullable()
  .meta({ description: 'The certificate of erasure, a JWS, once it is issued.' });

/** For whoever holds the link: states and dates only, neither who stopped it nor why. */
export const ReadCancellationStatus = call({
  subject: 'lethe.rpc.cancellation.cancellation.read-status',
  callers: ['service:gateway'],
  input: z.strictObject({ cancellationId: id, statusToken: secret(z.string().max(512)) }),
  output: z.strictObject({ state, ...moments, closures, certificate }),
  refuses: { 'cancellation-unknown': noDetails },
});

const cancellationLine = z
  .strictObject({
    cancellationId: id,
    accountId: id,
    attempt: z.int().min(1),
    state,
    confirmedAt: instant,
  })
  .meta({ id: 'CancellationLine' });

const staff = ['staff:administrator', 'staff:support', 'staff:auditor'] as const;

/** ADM-2: every attempt of every account, the newest confirmation first. */
export const ListCancellations = call({
  subject: 'lethe.rpc.cancellation.desk.list',
  callers: staff,
  input: z.strictObject({
    state: z.array(state).min(1).max(cancellationStates.length).exactOptional(),
    accountId: id.exactOptional(),
    ...pageInput,
  }),
  output: z.strictObject({ cancellations: itemsOf(cancellationLine), ...pageOutput, total: pageTotal }),
  refuses: pageRefusals,
});

export const stopReasons = ['asked-by-person', 'made-by-somebody-else', 'legal-hold'] as const;

/** Everything that can happen to a cancellation. */
export const cancellationSteps = [
  'CancellationRequested',
  'OwnershipHeld',
  'LockedInIdentity',
  'LockedInSession',
  'StopLinkHandedOver',
  'CancellationWithdrawn',
  'OwnershipHoldReleased',
  'UnlockedInIdentity',
  'UnlockedInSession',
  'WithdrawalHandedOver',
  'CancellationMadeFinal',
  'ClaimsReleased',
  'ConfirmationHandedOver',
  'ClearingAsked',
  'ParticipantAccepted',
  'ParticipantCleared',
  'ClearedEverywhereButTickets',
  'EmailDigestMade',
  'LastMailHandedOver',
  'AddressesCleared',
  'CertificateIssued',
  'CancellationCompleted',
] as const;

const participantLine = z
  .strictObject({
    participant,
    askedAt: instant.nullable(),
    acceptedAt: instant.nullable(),
    finishedBy: instant.nullable().meta({ description: 'What it promised when it accepted.' }),
    acknowledgedAt: instant.nullable(),
    isLate: z.boolean().meta({
      description:
        'It has not acknowledged by the instant it promised, or without one not within the hours set for that.',
    }),
    evidence: evidence.nullable(),
  })
  .meta({ id: 'CancellationParticipant' });

/** Who stopped it, a member of staff or the person, and why. */
const stopped = z.strictObject({ by: id, reason: z.enum(stopReasons), at: instant }).nullable();

/** Of an attempt's steps, and of the attempts before it, so many are told. */
export const mostSteps = 1_000;
export const mostEarlier = 50;

/** ADM-2: the newest attempt of an account as staff see it. Ids only: no name of anybody. */
export const ReadCancellation = call({
  subject: 'lethe.rpc.cancellation.desk.read',
  callers: staff,
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({
    ...cancellationLine.shape,
    moments: z.strictObject(moments).meta({ id: 'CancellationMoments' }),
    participants: z.array(participantLine).max(participants.length),
    closures,
    stopped,
    certificate,
    timeline: z
      .array(z.strictObject({ what: z.enum(cancellationSteps), participant: participant.nullable(), at: instant }))
      .max(mostSteps)
      .meta({ description: `What happened in this attempt, in order; the latest ${String(mostSteps)}.` }),
    earlier: z
      .array(
        z.strictObject({
          ...cancellationLine.shape,
          withdrawnAt: moments.withdrawnAt,
          withdrawnBecause: moments.withdrawnBecause,
          stopped,
        }),
      )
      .max(mostEarlier)
      .meta({ description: `The attempts before it, the newest first, at most ${String(mostEarlier)}.` }),
  }),
  refuses: { 'cancellation-unknown': noDetails },
});

/** CAN-7a: before it is final, staff can stop it; who and why are recorded. */
export const StopCancellation = call({
  subject: 'lethe.rpc.cancellation.desk.stop',
  callers: ['staff:administrator', 'staff:support'],
  input: z.strictObject({ accountId: id, reason: z.enum(stopReasons) }),
  output: z.strictObject({}),
  refuses: { 'cancellation-unknown': noDetails, 'cancellation-final': noDetails },
});
