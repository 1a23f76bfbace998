import { refuse, type Decision, type Message, type Refusal } from '@lethe/deciding';
import type { FactorsEventOf } from '../factors.events.ts';
import type { Factors } from '../factors.ts';

/** The code sent by email was right (MFA-1). */
export type StartBinding = Message<'StartBinding', { accountId: string; secret: string; at: string }>;

/** Starting again gives another secret; the one before is worth nothing then. */
export const startBinding = (
  { data: { accountId, secret, at } }: StartBinding,
  { totp }: Factors,
): Decision<FactorsEventOf<'TotpBindingStarted'>, Refusal<'factor-bound-already'>> =>
  totp === undefined
    ? [{ type: 'TotpBindingStarted', data: { accountId, secret, startedAt: at } }]
    : refuse('factor-bound-already');
