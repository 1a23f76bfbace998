import { isShredded, type Language, type Personal } from '@lethe/contracts';
import { refuse, type Message, type Refusal } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account, OpenedAccount } from './account.ts';

export type Preferences = Readonly<{ language: Language | null; timeZone: string | null }>;
export type ChangePreferences = Message<'ChangePreferences', Preferences & Readonly<{ at: string }>>;

/** What the person set, or brought along at registration (API-4). Null where nobody knows, or may know any more. */
export const preferencesOf = ({ language, timeZone }: Pick<OpenedAccount, keyof Preferences>): Preferences => ({
  language: known(language),
  timeZone: known(timeZone),
});

const known = <Value>(value: Personal<Value>): Value | null => (isShredded(value) ? null : value);

export const changePreferences = (
  { data: { at, ...wanted } }: ChangePreferences,
  account: Account,
): readonly AccountEventOf<'PreferencesChanged'>[] | Refusal<'account-not-active', Record<never, never>> => {
  if (account.status !== 'active') return refuse('account-not-active');
  const { accountId, language, timeZone } = account;
  if (language === wanted.language && timeZone === wanted.timeZone) return [];
  return [{ type: 'PreferencesChanged', data: { accountId, ...wanted, changedAt: at } }];
};
