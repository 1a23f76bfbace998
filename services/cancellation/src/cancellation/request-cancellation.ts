import { participants } from '@lethe/contracts';
import { dayMs, instantAfter, refuse, type Message, type Refusal } from '@lethe/deciding';
import type { CancellationEvent } from './cancellation.events.ts';
import type { Cancellation } from './cancellation.ts';

export type RequestCancellation = Message<
  'RequestCancellation',
  {
    accountId: string;
    cancellationId: string;
    sessionId: string;
    grantId: string;
    agreements: readonly Readonly<{ id: string; version: string; digest: string }>[];
    /** 0 to 30. */
    holdBackDays: number;
    at: string;
  }
>;
export type GrantUsed = Refusal<'grant-invalid'>;

/** One cancellation at a time: while one is under way, or final, another confirmation starts nothing (CAN-6). */
export const requestCancellation = (
  { data }: RequestCancellation,
  { phase, attempt, confirmations }: Cancellation,
): readonly CancellationEvent[] | GrantUsed => {
  if (phase !== 'none' && phase !== 'withdrawn') return [];
  if (confirmations.some(({ grantId }) => grantId === data.grantId)) return refuse('grant-invalid');
  const { holdBackDays, at, agreements, ...rest } = data;
  return [
    {
      type: 'CancellationRequested',
      data: {
        ...rest,
        attempt: attempt + 1,
        agreements: [...agreements],
        participants: [...participants],
        confirmedAt: at,
        finalNotBefore: instantAfter(at, holdBackDays * dayMs),
      },
    },
  ];
};
