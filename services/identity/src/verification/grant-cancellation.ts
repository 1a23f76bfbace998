import type { Message } from '@lethe/deciding';
import { secondsAfter } from './instants.ts';
import type { VerificationEventOf } from './verification.events.ts';

export type GrantCancellation = Message<
  'GrantCancellation',
  { accountId: string; grantId: string; sessionId: string; methods: readonly string[]; at: string }
>;

/** CAN-2: ten minutes. */
const grantSeconds = 600;

/** What was verified comes with the command; the grant is bound to account and session. */
export const grantCancellation = ({
  data: { at, methods, ...data },
}: GrantCancellation): readonly VerificationEventOf<'CancellationGranted'>[] => [
  {
    type: 'CancellationGranted',
    data: { ...data, methods: [...methods], grantedAt: at, expiresAt: secondsAfter(at, grantSeconds) },
  },
];
