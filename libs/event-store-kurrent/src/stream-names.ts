import { createHash } from 'node:crypto';
import { keyIn } from '@lethe/event-store';

export type Names = ReturnType<typeof namesOf>;

/**
 * Streams of one log among those of a server that serves several: `identity.account-…` for events, and beside them
 * `_identity.…` for what the adapter keeps for itself, so that a filter by prefix never gives the latter.
 * @throws RangeError where the log's name is not letters, digits and dashes.
 */
export const namesOf = (log: string) => {
  if (!/^[a-zA-Z][a-zA-Z0-9-]*$/.test(log)) throw new RangeError('The name of a log is letters, digits and dashes.');
  const events = `${log}.`;
  const own = `_${log}.`;
  return {
    events,
    stream: (stream: string): string => `${events}${stream}`,
    streamIn: (name: string): string => name.slice(events.length),
    command: (commandId: string): string => `${own}command-${commandId}`,
    lookUp: (row: string): string => `${own}lookUp-${row}`,
    holder: (holder: string): string => `${own}holder-${holder}`,
    holders: `${own}holder-`,
    holderIn: (name: string): string => name.slice(`${own}holder-`.length),
    epoch: `${own}epoch`,
  };
};

/**
 * Lower-case hex, because the server takes two streams of one append for one where only their case differs. The id of the key
 * that made the HMAC stands before it.
 */
export const rowOf = ({ kind, hmac }: Readonly<{ kind: string; hmac: string }>): string => {
  const key = keyIn(hmac);
  return `${kind}-${key === '' ? '' : `${key}.`}${createHash('sha256').update(hmac).digest('hex')}`;
};

export const kindAndKeyOf = (row: string): Readonly<{ kind: string; key: string }> => {
  const end = row.lastIndexOf('-');
  return { kind: row.slice(0, end), key: keyIn(row.slice(end + 1)) };
};
