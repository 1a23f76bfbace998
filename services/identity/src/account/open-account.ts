import { isRefusal } from '@lethe/deciding';
import type { Unit } from '@lethe/journal';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import { accountFold } from './account.ts';
import { changePreferences, type Preferences } from './change-preferences.ts';
import { emailClaim } from './email-claim.ts';
import { openingSteps, type OpenAccount } from './opening-steps.ts';
import { accountStream } from './account.events.ts';

/**
 * The one way to a new account. Its steps and its claim on the address are one append: where the claim is lost, there is no
 * account (ID-5). What the browser said of language and time zone becomes the account's (API-4).
 */
export const openAccount = async (
  kit: Pick<IdentityKit, 'journal'>,
  unit: Unit<IdentityEvent>,
  data: OpenAccount['data'],
  preferences: Preferences,
) => {
  const { accountId, email, at } = data;
  const stream = accountStream(accountId);
  unit.record(stream, openingSteps({ type: 'OpenAccount', data }, await unit.load(stream, accountFold)));
  const opened = await unit.load(stream, accountFold);
  const changed = changePreferences({ type: 'ChangePreferences', data: { ...preferences, at } }, opened);
  if (!isRefusal(changed)) unit.record(stream, changed);
  unit.take(emailClaim(kit, email, accountId));
};
