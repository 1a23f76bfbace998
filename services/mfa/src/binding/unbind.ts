import { isRefusal, type Decision, type Message } from '@lethe/deciding';
import { checkCode, type CheckRefusal } from '../checking/check-code.ts';
import type { Proof } from '../checking/proof.ts';
import type { FactorsEventOf } from '../factors.events.ts';
import type { Factors } from '../factors.ts';

export type Unbind = Message<'Unbind', { accountId: string; sessionId: string; proof: Proof; at: string }>;

type Unbound = FactorsEventOf<'CodeAccepted' | 'RecoveryCodeUsed' | 'CodeRejected' | 'TotpUnbound'>;

/** MFA-5: a current code or a recovery code takes the factor away, and with it the recovery codes. */
export const unbind = ({ data }: Unbind, factors: Factors): Decision<Unbound, CheckRefusal> => {
  const { sessionId, ...tried } = data;
  const checked = checkCode({ type: 'CheckCode', data: { ...tried, asker: 'session' } }, factors);
  if (isRefusal(checked) || checked.some(({ type }) => type === 'CodeRejected')) return checked;
  return [...checked, { type: 'TotpUnbound', data: { accountId: data.accountId, sessionId, unboundAt: data.at } }];
};
