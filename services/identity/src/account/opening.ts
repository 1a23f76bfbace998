import type { Unit } from '@lethe/journal';
import type { IdentityEvent, IdentityKit } from '../identity.kit.ts';
import { accountDecider } from './account.decider.ts';
import { accountStream } from './account.ts';
import { emailClaim } from './email-claim.ts';
import { registerAccount, type RegisterAccount } from './register-account.ts';

/** A new account and its claim on the address, in one append: where the claim is lost, there is no account (ID-5). */
export const openAccount = async (
  kit: Pick<IdentityKit, 'journal'>,
  unit: Unit<IdentityEvent>,
  data: RegisterAccount['data'],
) => {
  const { accountId, email } = data;
  const stream = accountStream(accountId);
  unit.assertOpen(accountId);
  const account = await unit.load(stream, accountDecider);
  unit.record(stream, registerAccount({ type: 'RegisterAccount', data }, account));
  unit.take(emailClaim(kit, email, accountId));
};
