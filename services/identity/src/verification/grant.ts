import type { Message } from '@lethe/deciding';
import { secondsAfter } from './instants.ts';
import type { GrantPurpose, VerificationEventOf } from './verification.events.ts';

export type IssueGrant = Message<
  'IssueGrant',
  {
    accountId: string;
    grantId: string;
    purpose: GrantPurpose;
    sessionId: string;
    methods: readonly string[];
    at: string;
  }
>;
/** CAN-2: ten minutes. */
const grantSeconds = 600;

export const audienceOf: Readonly<Record<GrantPurpose, 'cancellation'>> = {
  cancellation: 'cancellation',
};

/** What was verified comes with the command; the grant is bound to account, session and purpose. */
export const issueGrant = ({
  data: { at, methods, ...data },
}: IssueGrant): readonly VerificationEventOf<'GrantIssued'>[] => [
  {
    type: 'GrantIssued',
    data: {
      ...data,
      audience: audienceOf[data.purpose],
      methods: [...methods],
      grantedAt: at,
      expiresAt: secondsAfter(at, grantSeconds),
    },
  },
];
