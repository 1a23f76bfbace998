import type { CancellationParticipant, ReadCancellationAnswer } from '../../../api/generated/types.gen.ts';

const confirmed = Date.parse('2026-11-24T08:00:00.000Z');

/** So many milliseconds after the confirmation. */
export const after = (ms: number): string => new Date(confirmed + ms).toISOString();
export const second = 1_000;
export const minute = 60 * second;
export const day = 24 * 60 * minute;

type Line = Partial<CancellationParticipant>;
type Differences = Partial<Omit<ReadCancellationAnswer, 'moments' | 'participants'>> &
  Readonly<{ moments?: Partial<ReadCancellationAnswer['moments']>; session?: Line; ticketing?: Line }>;

const line = (participant: CancellationParticipant['participant'], given: Line = {}): CancellationParticipant => ({
  participant,
  askedAt: null,
  acceptedAt: null,
  finishedBy: null,
  acknowledgedAt: null,
  isLate: false,
  evidence: null,
  ...given,
});

/** A cancellation as the API tells it: requested a moment ago, unless it differs. */
export const cancellation = ({ moments, session, ticketing, ...rest }: Differences = {}): ReadCancellationAnswer => ({
  cancellationId: 'ca5e0000-0000-4000-8000-000000000001',
  accountId: '6f1c0000-0000-4000-8000-000000000001',
  attempt: 1,
  state: 'requested',
  confirmedAt: after(0),
  moments: {
    confirmedAt: after(0),
    lockedAt: null,
    finalNotBefore: after(0),
    finalAt: null,
    clearedAt: null,
    finishedBy: null,
    certifiedAt: null,
    completedAt: null,
    withdrawnAt: null,
    withdrawnBecause: null,
    ...moments,
  },
  participants: [line('session', session), line('ticketing', ticketing), line('notification')],
  closures: null,
  stopped: null,
  certificate: null,
  timeline: [],
  earlier: [],
  ...rest,
});

export const lockedFor = (days: number): ReadCancellationAnswer =>
  cancellation({ state: 'locked', moments: { lockedAt: after(200), finalNotBefore: after(days * day) } });

/** Cleared within seconds; one ticket is open for a week yet. */
export const waitingForTicket = cancellation({
  state: 'cleared-but-tickets',
  moments: { lockedAt: after(200), finalAt: after(400), clearedAt: after(2_000), finishedBy: after(9 * day) },
  session: { askedAt: after(500), acknowledgedAt: after(900) },
  ticketing: { askedAt: after(600), acceptedAt: after(700), finishedBy: after(9 * day) },
  closures: [{ closesAt: after(7 * day), dueBy: after(9 * day), closedAt: null }],
});
