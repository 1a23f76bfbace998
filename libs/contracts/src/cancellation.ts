import * as z from 'zod';
import { call, id, instant, noDetails } from './call.ts';
import { secret } from './personal.ts';
import { publicEvent } from './public-event.ts';

/** Our services that hold account data, in the order in which they are asked to clear it. */
export const firstToClear = ['session', 'mfa', 'workspace-ownership', 'ticketing', 'identity'] as const;
export const lastToClear = ['notification'] as const;
export const participants = [...firstToClear, ...lastToClear] as const;
export type Participant = (typeof participants)[number];
const participant = z.enum(participants);

/** Registered category codes and counts; never free text. */
export const evidence = z.strictObject({
  categories: z.record(z.string().regex(/^[a-z]+(-[a-z]+)*$/), z.int().min(0)),
  clearedAt: instant,
  /** When the participant's own key of the account was destroyed. */
  keyDestroyedAt: instant,
});
export type Evidence = z.infer<typeof evidence>;

/** A registered code with typed parameters and a remedy; no free text (CAN-3). */
export const blocker = z.strictObject({
  participant: z.string(),
  code: z.enum(['owner-of-workspace', 'last-administrator']),
  workspaceId: id.nullable(),
  workspaceName: z.string().nullable(),
  remedies: z.array(z.enum(['transfer-ownership', 'close-workspace', 'appoint-administrator'])),
});

const agreed = z.strictObject({ id: z.string(), version: z.string(), digest: z.string() });

/** CAN-3 and CAN-4: every blocker at once, and the notice with this account's own figures. */
export const ReadPreCheck = call({
  subject: 'lethe.rpc.cancellation.cancellation.pre-check',
  callers: ['person'],
  input: z.strictObject({}),
  output: z.strictObject({
    blockers: z.array(blocker),
    notice: z.strictObject({
      workspacesLeft: z.int().min(0),
      sessionsEnded: z.int().min(0),
      secondFactorRemoved: z.boolean(),
      tickets: z.array(z.strictObject({ ticketId: id, submittedAt: instant, closesAt: instant, dueBy: instant })),
      holdBackDays: z.int().min(0).max(30),
    }),
  }),
  refuses: {},
});

/** CAN-5, CAN-6: confirming again, from another tab or after the session died, gives the same answer for 24 h. */
export const ConfirmCancellation = call({
  subject: 'lethe.rpc.cancellation.cancellation.confirm',
  callers: ['person', 'service:gateway'],
  input: z.strictObject({ grant: secret(z.string().max(4096)), agreements: z.array(agreed).max(20) }),
  output: z.strictObject({ cancellationId: id, confirmedAt: instant, statusToken: z.string() }),
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
const timeline = z.array(z.strictObject({ what: z.string(), participant: z.string().nullable(), at: instant }));

/** For whoever holds the link: states and dates only. */
export const ReadCancellationStatus = call({
  subject: 'lethe.rpc.cancellation.cancellation.read-status',
  callers: ['service:gateway'],
  input: z.strictObject({ cancellationId: id, statusToken: secret(z.string().max(512)) }),
  output: z.strictObject({
    state: z.enum(cancellationStates),
    confirmedAt: instant,
    finalAt: instant.nullable(),
    clearedAt: instant.nullable(),
    finishedBy: instant.nullable(),
    completedAt: instant.nullable(),
    /** JWS, once completed (CAN-11). */
    certificate: z.string().nullable(),
  }),
  refuses: { 'cancellation-unknown': noDetails },
});

export const ListCancellations = call({
  subject: 'lethe.rpc.cancellation.desk.list',
  callers: ['staff:administrator', 'staff:support', 'staff:auditor'],
  input: z.strictObject({}),
  output: z.strictObject({
    cancellations: z.array(
      z.strictObject({ cancellationId: id, accountId: id, state: z.enum(cancellationStates), confirmedAt: instant }),
    ),
  }),
  refuses: {},
});

export const ReadCancellation = call({
  subject: 'lethe.rpc.cancellation.desk.read',
  callers: ['staff:administrator', 'staff:support', 'staff:auditor'],
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({ cancellationId: id, state: z.enum(cancellationStates), attempt: z.int(), timeline }),
  refuses: { 'cancellation-unknown': noDetails },
});

export const stopReasons = ['asked-by-person', 'made-by-somebody-else', 'legal-hold'] as const;

/** CAN-7a: before it is final, staff can stop it; who and why are recorded. */
export const StopCancellation = call({
  subject: 'lethe.rpc.cancellation.desk.stop',
  callers: ['staff:administrator', 'staff:support'],
  input: z.strictObject({ accountId: id, reason: z.enum(stopReasons) }),
  output: z.strictObject({}),
  refuses: { 'cancellation-unknown': noDetails, 'cancellation-final': noDetails },
});

const ofCancellation = { accountId: id, cancellationId: id } as const;

const clearingServices = [
  'service:session',
  'service:mfa',
  'service:workspace-ownership',
  'service:ticketing',
  'service:identity',
  'service:notification',
] as const;

/** Whether the caller was asked to clear: a message on the bus proves nothing, and clearing cannot be undone. */
export const ReadClearing = call({
  subject: 'lethe.rpc.cancellation.participant.read',
  callers: clearingServices,
  input: z.strictObject(ofCancellation),
  output: z.strictObject({ asked: z.boolean() }),
  refuses: {},
});

/** A participant has cleared everything and destroyed its key. Repeating it is harmless. */
export const AcknowledgeClearing = call({
  subject: 'lethe.rpc.cancellation.participant.acknowledge',
  callers: clearingServices,
  input: z.strictObject({ ...ofCancellation, evidence }),
  output: z.strictObject({}),
  refuses: { 'cancellation-unknown': noDetails },
});

/** Accepted, finished by then: what waits for open tickets, or for a last mail. */
export const AcceptClearing = call({
  subject: 'lethe.rpc.cancellation.participant.accept',
  callers: clearingServices,
  input: z.strictObject({ ...ofCancellation, finishedBy: instant }),
  output: z.strictObject({}),
  refuses: { 'cancellation-unknown': noDetails },
});

export const clearingRequest = z.strictObject({
  ...ofCancellation,
  participant,
  finalAt: instant,
  releasedAt: instant,
});
export type ClearingRequest = z.infer<typeof clearingRequest>;

export const CancellationMadeFinal = publicEvent({
  type: 'lethe.cancellation.final.v1',
  context: 'cancellation',
  name: 'final',
  meaning: 'The account is cancelled and cannot come back. Its address is free.',
  data: z.strictObject({ ...ofCancellation, finalAt: instant }),
});

export const CancellationWithdrawn = publicEvent({
  type: 'lethe.cancellation.withdrawn.v1',
  context: 'cancellation',
  name: 'withdrawn',
  meaning: 'The cancellation did not happen. Everything is as before, the old sessions excepted.',
  data: z.strictObject({
    ...ofCancellation,
    because: z.enum(withdrawals),
    withdrawnAt: instant,
  }),
});

export const CancellationCompleted = publicEvent({
  type: 'lethe.cancellation.completed.v1',
  context: 'cancellation',
  name: 'completed',
  meaning: 'Every participant has cleared its data, the last ticket is closed, the certificate is issued.',
  data: z.strictObject({ ...ofCancellation, completedAt: instant }),
});
