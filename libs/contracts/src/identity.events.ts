import * as z from 'zod';
import { id, instant } from './call.ts';
import { publicEvent } from './public-event.ts';

export const AccountRegistered = publicEvent({
  type: 'lethe.account.registered.v1',
  context: 'account',
  name: 'registered',
  meaning: 'A new account exists. Its owner has confirmed the email address.',
  data: z.strictObject({ accountId: id, registeredAt: instant, staff: z.boolean() }),
});

export const UsernameChanged = publicEvent({
  type: 'lethe.account.username-changed.v1',
  context: 'account',
  name: 'username-changed',
  meaning: 'The account shows another name. Ask for it where you show it; it is not in this event.',
  data: z.strictObject({ accountId: id, changedAt: instant }),
});

export const AccountLocked = publicEvent({
  type: 'lethe.account.locked.v1',
  context: 'account',
  name: 'locked',
  meaning: 'Nobody can sign in to the account any more. End what you run for it.',
  data: z.strictObject({ accountId: id, lockedAt: instant }),
});

export const AccountUnlocked = publicEvent({
  type: 'lethe.account.unlocked.v1',
  context: 'account',
  name: 'unlocked',
  meaning: 'The lock was undone. The person may sign in again; the old sessions stay ended.',
  data: z.strictObject({ accountId: id, unlockedAt: instant }),
});
