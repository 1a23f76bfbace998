import * as z from 'zod';
import { call, id, instant, noDetails, type Call } from './call.ts';

/** Our services that hold account data, in the order in which they are asked to clear it. */
export const firstToClear = ['session', 'mfa', 'workspace-ownership', 'ticketing', 'identity'] as const;
export const lastToClear = ['notification'] as const;
export const participants = [...firstToClear, ...lastToClear] as const;
export type Participant = (typeof participants)[number];
export const participant = z.enum(participants);

const mostCategories = 50;

/** Registered category codes and counts; never free text. */
export const evidence = z.strictObject({
  categories: z
    .record(
      z
        .string()
        .max(50)
        .regex(/^[a-z]+(-[a-z]+)*$/),
      z.int().min(0),
    )
    .refine((counts) => Object.keys(counts).length <= mostCategories, { params: { code: 'too-large' } })
    .meta({ maxProperties: mostCategories }),
  clearedAt: instant,
  /** When the participant's own key of the account was destroyed. */
  keyDestroyedAt: instant,
  /** By when nothing that lies on its disks or in its back-ups opens that key any more. Older participants do not say it. */
  keyGoneBy: instant.optional(),
});
export type Evidence = z.infer<typeof evidence>;

const ofCancellation = { accountId: id, cancellationId: id } as const;

const whoClears = [
  'service:session',
  'service:mfa',
  'service:workspace-ownership',
  'service:ticketing',
  'service:identity',
  'service:notification',
  'participant',
] as const;

/** Whether the caller was asked to clear, and just so: a message on the bus proves nothing, and clearing cannot be undone. */
export const ReadClearing = call({
  subject: 'lethe.rpc.cancellation.participant.read',
  callers: whoClears,
  signed: true,
  input: z.strictObject({ ...ofCancellation, finalAt: instant, releasedAt: instant }),
  output: z.strictObject({ asked: z.boolean() }),
  refuses: {},
});

/** A participant has cleared everything and destroyed its key. Repeating it is harmless. */
export const AcknowledgeClearing = call({
  subject: 'lethe.rpc.cancellation.participant.acknowledge',
  callers: whoClears,
  bound: true,
  input: z.strictObject({ ...ofCancellation, evidence }),
  output: z.strictObject({}),
  refuses: { 'cancellation-unknown': noDetails },
});

/** Accepted, finished by then: what waits for open tickets, or for a last mail. */
export const AcceptClearing = call({
  subject: 'lethe.rpc.cancellation.participant.accept',
  callers: whoClears,
  bound: true,
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

const clearingCall = <Service extends Participant>(service: Service) =>
  call({
    subject: `lethe.rpc.${service}.account.clear`,
    callers: ['service:cancellation'],
    bound: true,
    input: clearingRequest,
    output: z.strictObject({}),
    refuses: {},
  });

export const ClearInSession = clearingCall('session');
export const ClearInMfa = clearingCall('mfa');
export const ClearInWorkspaceOwnership = clearingCall('workspace-ownership');
export const ClearInTicketing = clearingCall('ticketing');
export const ClearInIdentity = clearingCall('identity');
export const ClearInNotification = clearingCall('notification');

/**
 * What the stream has asked, asked again until it is acknowledged: a clearing is a debt (CAN-9). Answered once the
 * participant has acknowledged, or accepted until an instant. Repeating it is harmless.
 */
export const clearingCalls = {
  session: ClearInSession,
  mfa: ClearInMfa,
  'workspace-ownership': ClearInWorkspaceOwnership,
  ticketing: ClearInTicketing,
  identity: ClearInIdentity,
  notification: ClearInNotification,
} as const satisfies Readonly<Record<Participant, Call>>;
