import { isRefusal } from '@lethe/deciding';
import type { Unit } from '@lethe/journal';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import { accountFold } from './account.ts';
import { changePreferences, type Preferences } from './change-preferences.ts';
import { emailClaim } from './email-claim.ts';
import { registerAccount, type RegisterAccount } from './register-account.ts';
import { accountStream } from './account.events.ts';

/**
 * A new account and its claim on the address, in one append: where the claim is lost, there is no account (ID-5).
 * What the browser said of language and time zone becomes the account's (API-4).
 */
export const openAccount = async (
  kit: Pick<IdentityKit, 'journal'>,
  unit: Unit<IdentityEvent>,
  data: RegisterAccount['data'],
  preferences: Preferences,
) => {
  const { accountId, email, at } = data;
  const stream = accountStream(accountId);
  const account = await unit.load(stream, accountFold);
  unit.record(stream, registerAccount({ type: 'RegisterAccount', data }, account));
  const registered = await unit.load(stream, accountFold);
  const changed = changePreferences({ type: 'ChangePreferences', data: { ...preferences, at } }, registered);
  if (!isRefusal(changed)) unit.record(stream, changed);
  unit.take(emailClaim(kit, email, accountId));
};
