import { describe, expect, it } from '@jest/globals';
import { AccountLocked, AccountRegistered, AccountUnlocked, UsernameChanged, type PublicEvent } from '@lethe/contracts';
import type { StoredEvent } from '@lethe/event-store';
import { identityEvents } from './identity-kit.ts';
import { identityPublished } from './identity.published.ts';

const accountId = '7f4f2f0e-64f8-4b2b-9c61-0f9c5c3c7f11';
const at = '2026-11-24T07:00:00.000Z';
const sealed = { $sealed: { subject: `account:${accountId}`, origin: 'a|b|c', box: 'secret' } } as const;

const stored = (type: string, data: StoredEvent['data']): StoredEvent => ({
  type,
  version: 1,
  data,
  id: accountId,
  stream: `account-${accountId}`,
  revision: 0n,
  position: 1n,
  commandId: accountId,
  correlationId: accountId,
  actor: 'clock',
  recordedAt: at,
});
const account = { accountId, email: sealed, username: sealed, passwordHash: sealed, registeredAt: at };
const opened = { accountId, kind: 'local', openedAt: at };

const said: readonly (readonly [string, StoredEvent, PublicEvent, object])[] = [
  ['registered', stored('AccountRegistered', account), AccountRegistered, { registeredAt: at, staff: false }],
  [
    'staff',
    stored('AccountRegistered', { ...account, staffRole: 'support' }),
    AccountRegistered,
    { registeredAt: at, staff: true },
  ],
  ['opened', stored('AccountOpened', { ...opened }), AccountRegistered, { registeredAt: at, staff: false }],
  [
    'opened for the staff',
    stored('AccountOpened', { ...opened, staffRole: 'support' }),
    AccountRegistered,
    { registeredAt: at, staff: true },
  ],
  [
    'renamed',
    stored('UsernameChanged', { accountId, username: sealed, changedAt: at }),
    UsernameChanged,
    { changedAt: at },
  ],
  ['locked', stored('AccountLocked', { accountId, attempt: 1, lockedAt: at }), AccountLocked, { lockedAt: at }],
  [
    'unlocked',
    stored('AccountUnlocked', { accountId, attempt: 1, unlockedAt: at }),
    AccountUnlocked,
    { unlockedAt: at },
  ],
];
const spoken = new Set(said.map(([, { type }]) => type));
const silent = identityEvents.flatMap((group) => Object.keys(group)).filter((type) => !spoken.has(type));

describe('What identity publishes (EVT-1)', () => {
  it.each(said)('of an account that is %s is ids and instants', (_what, event, publicEvent, data) => {
    expect(identityPublished(event)).toEqual([
      { event: publicEvent, entityId: accountId, data: { accountId, ...data } },
    ]);
  });
  it.each(silent)('is nothing of %s', (type) => {
    expect(identityPublished(stored(type, { accountId }))).toEqual([]);
  });
});
