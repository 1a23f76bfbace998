import * as z from 'zod';
import { id, instant } from './call.ts';
import { withdrawals } from './cancellation.ts';
import { publicEvent } from './public-event.ts';

const ofCancellation = { accountId: id, cancellationId: id } as const;

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
