import * as z from 'zod';
import { call, id, instant, noDetails } from './call.ts';
import { evidence, participant } from './clearing.ts';
import { pageInput, pageOutput, pageRefusals } from './page.ts';
import { secret } from './personal.ts';

/** A registered code with typed parameters and a remedy; no free text (CAN-3). */
export const blocker = z
  .strictObject({
    participant: z.string().meta({ description: 'Who objects.', examples: ['workspace-ownership'] }),
    code: z.enum(['owner-of-workspace', 'last-administrator']),
    workspaceId: id.nullable(),
    workspaceName: z.string().nullable(),
    onlyMember: z
      .boolean()
      .nullable()
      .meta({ description: 'Of a workspace: whether nobody else is in it, so that it can be closed.' }),
    remedies: z
      .array(z.enum(['transfer-ownership', 'close-workspace', 'appoint-administrator']))
      .meta({ description: 'Each of them alone removes the blocker.' }),
  })
  .meta({ id: 'Blocker' });

const agreed = z
  .strictObject({ id: z.string().max(100), version: z.string().max(100), digest: z.string().max(100) })
  .meta({ description: 'A document as it was shown, by the digest of its text.' });

/** How many of its workspaces and tickets the notice names; the counts are of all. */
export const mostNamed = 100;

/** CAN-4: what this account would lose, in its own figures. */
const notice = z
  .strictObject({
    workspacesLeft: z.int().min(0),
    workspaces: z
      .array(z.strictObject({ workspaceId: id, name: z.string() }))
      .max(mostNamed)
      .meta({ description: `Those it leaves, the newest first, at most ${String(mostNamed)} of them.` }),
    sessionsEnded: z.int().min(0),
    secondFactorRemoved: z.boolean(),
    ticketsClosed: z.int().min(0),
    tickets: z
      .array(z.strictObject({ ticketId: id, submittedAt: instant, closesAt: instant, dueBy: instant }))
      .max(mostNamed)
      .meta({ description: `Its unclosed tickets, the oldest first, at most ${String(mostNamed)} of them.` }),
    holdBackDays: z.int().min(0).max(30).meta({ description: '0: nobody can stop it once it is confirmed.' }),
    finalAt: instant.meta({ description: 'When it becomes final if it is confirmed now.' }),
    keyBackUpDays: z.int().min(0).meta({ description: 'For so long after the end a back-up may still hold a key.' }),
  })
  .meta({ id: 'CancellationNotice' });

/** CAN-3 and CAN-4: every blocker at once, and the notice with this account's own figures. */
export const ReadPreCheck = call({
  subject: 'lethe.rpc.cancellation.cancellation.pre-check',
  callers: ['person'],
  input: z.strictObject({}),
  output: z.strictObject({
    blockers: z.array(blocker),
    notice,
  }),
  refuses: {},
});

/** CAN-5, CAN-6: confirming again, from another tab or after the session died, gives the same answer for 24 h. */
export const ConfirmCancellation = call({
  subject: 'lethe.rpc.cancellation.cancellation.confirm',
  callers: ['person', 'service:gateway'],
  input: z.strictObject({ grant: secret(z.string().max(4096)), agreements: z.array(agreed).max(20) }),
  output: z.strictObject({
    cancellationId: id,
    confirmedAt: instant,
    statusToken: z.string(),
    statusUrl: z.url().meta({ description: 'The page that shows how far it is, without an account. Keep it secret.' }),
  }),
  refuses: {
    'grant-invalid': noDetails,
    'session-ended': noDetails,
    'agreements-changed': z.strictObject({ current: z.array(agreed) }),
    'cancellation-blocked': z.strictObject({ blockers: z.array(blocker) }),
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
export const withdrawals = ['owner-of-workspaces', 'objection', 'lock-refused', 'stopped-by-staff'] as const;
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

const closures = z
  .array(ticketClosure)
  .nullable()
  .meta({ description: 'Between final and completed: when each ticket is closed. Null where that is not known now.' });
/** CAN-11 */
const certificate = z
  .string()
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
  output: z.strictObject({ cancellations: z.array(cancellationLine), ...pageOutput, total: z.int().min(0) }),
  refuses: pageRefusals,
});

export const stopReasons = ['asked-by-person', 'made-by-somebody-else', 'legal-hold'] as const;

/** Everything that can happen to a cancellation. */
export const cancellationSteps = [
  'CancellationRequested',
  'OwnershipHeld',
  'LockedInIdentity',
  'LockedInSession',
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

/** The member of staff who stopped it, and why. */
const stopped = z.strictObject({ by: id, reason: z.enum(stopReasons), at: instant }).nullable();

/** ADM-2: the newest attempt of an account as staff see it. Ids only: no name of anybody. */
export const ReadCancellation = call({
  subject: 'lethe.rpc.cancellation.desk.read',
  callers: staff,
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({
    ...cancellationLine.shape,
    moments: z.strictObject(moments).meta({ id: 'CancellationMoments' }),
    participants: z.array(participantLine),
    closures,
    stopped,
    certificate,
    timeline: z
      .array(z.strictObject({ what: z.enum(cancellationSteps), participant: participant.nullable(), at: instant }))
      .meta({ description: 'Everything that happened in this attempt, in order.' }),
    earlier: z
      .array(
        z.strictObject({
          ...cancellationLine.shape,
          withdrawnAt: moments.withdrawnAt,
          withdrawnBecause: moments.withdrawnBecause,
          stopped,
        }),
      )
      .meta({ description: 'The attempts before it, the newest first, at most 50.' }),
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
