import type { Revisions } from '@lethe/contracts';
import type { StoredEvent } from '@lethe/event-store';
import type { Invariant } from '@lethe/service';
import { isBelow } from './floors/below.ts';

/** SES-3, CAN-7: whoever is locked out stays out. */
const openedWhileLocked = (events: readonly StoredEvent[]): readonly string[] => {
  const locks = new Map<string, Set<unknown>>();
  return events.flatMap(({ stream, type, data, recordedAt }) => {
    const held = locks.get(stream) ?? new Set();
    locks.set(stream, held);
    if (type === 'AccountLocked') held.add(data['attempt']);
    if (type === 'AccountUnlocked') held.delete(data['attempt']);
    return type === 'SessionOpened' && held.size > 0 ? [`${stream} at ${recordedAt}`] : [];
  });
};

/** SES-3: what was decided on something that has changed since is not opened. */
const openedBelowFloor = (events: readonly StoredEvent[]): readonly string[] => {
  const floors = new Map<string, Revisions>();
  return events.flatMap(({ stream, type, data, recordedAt }) => {
    const before = floors.get(stream) ?? { identity: 0, mfa: 0 };
    if (type === 'FloorRaised') floors.set(stream, { ...before, [String(data['origin'])]: data['revision'] });
    const decidedOn = (data['revisions'] as Revisions | undefined) ?? { identity: 0, mfa: 0 };
    return type === 'SessionOpened' && isBelow(decidedOn, before) ? [`${stream} at ${recordedAt}`] : [];
  });
};

export const sessionInvariants: readonly Invariant[] = [
  {
    name: 'no session is opened while its account is locked',
    types: ['SessionOpened', 'AccountLocked', 'AccountUnlocked'],
    violations: openedWhileLocked,
  },
  {
    name: 'no session is opened below a floor',
    types: ['SessionOpened', 'FloorRaised'],
    violations: openedBelowFloor,
  },
];
