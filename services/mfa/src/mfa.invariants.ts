import type { StoredEvent } from '@lethe/event-store';
import type { Invariant } from '@lethe/service';

const spentBy = ({ type, data }: StoredEvent): string => `${type} ${String(data['step'] ?? data['hash'])}`;

/** MFA-3. After another binding the steps belong to another secret. */
const twiceSpent = (events: readonly StoredEvent[]): readonly string[] => {
  const spent = new Map<string, Set<string>>();
  return events.flatMap((event) => {
    const { stream, type, recordedAt } = event;
    const known = type === 'TotpBindingStarted' ? new Set<string>() : (spent.get(stream) ?? new Set());
    spent.set(stream, known);
    const code = spentBy(event);
    if (type === 'TotpBindingStarted' || !known.has(code)) {
      known.add(code);
      return [];
    }
    return [`${stream} at ${recordedAt}`];
  });
};

export const mfaInvariants: readonly Invariant[] = [
  {
    name: 'no code is accepted twice',
    types: ['TotpBindingStarted', 'CodeAccepted', 'RecoveryCodeUsed'],
    violations: twiceSpent,
  },
];
