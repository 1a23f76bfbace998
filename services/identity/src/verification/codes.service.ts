import type { Unit } from '@lethe/journal';
import { accountFold, readable } from '../account/account.ts';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import type { CodePurpose } from './verification.events.ts';
import type { Verification } from './verification.ts';
import { accountStream } from '../account/account.events.ts';

type Part = Pick<IdentityKit, 'sealing'>;

export type OfCode = Readonly<{ accountId: string; purpose: CodePurpose }>;

export const codeHashOf = ({ sealing }: Part, codeId: string, code: string): string =>
  sealing.blindIndex('code', `${codeId}/${code}`);

/** The HMAC a code would have if it were the live one. */
export const hashFor = (kit: Part, verification: Verification, purpose: CodePurpose, code: string): string =>
  codeHashOf(kit, verification[purpose].live?.codeId ?? '', code);

/** The address of an account that may be mailed codes; its revision is asserted, so that no lock is missed. */
export const activeEmail = async (unit: Unit<IdentityEvent>, accountId: string): Promise<string | undefined> => {
  const account = await unit.load(accountStream(accountId), accountFold);
  return account.status === 'active' ? readable(account.email) : undefined;
};

/** What a code for this may be mailed to: only a cancellation is stopped while its account is locked, and until it is final. */
export const emailFor = async (
  unit: Unit<IdentityEvent>,
  { accountId, purpose }: OfCode,
): Promise<string | undefined> => {
  if (purpose !== 'stop-cancellation') return activeEmail(unit, accountId);
  const account = await unit.load(accountStream(accountId), accountFold);
  const mayStop = account.status === 'active' || account.status === 'locked';
  return mayStop ? readable(account.email) : undefined;
};
