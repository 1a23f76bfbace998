import type { StoredEvent } from '@lethe/event-store';
import type { Invariant } from '@lethe/service';

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

export const sessionInvariants: readonly Invariant[] = [
  {
    name: 'no session is opened while its account is locked',
    types: ['SessionOpened', 'AccountLocked', 'AccountUnlocked'],
    violations: openedWhileLocked,
  },
];
