import type { Message } from '@lethe/deciding';
import { givenUpAt } from './patience.ts';
import type { RecipientEvent } from './recipient.events.ts';
import type { PostponedClearing, Recipient } from './recipient.ts';

type SettleMail = Message<'SettleMail', { accountId: string; mailId: string; at: string }>;
/** The account is to be cleared: not before every mail under way has ended. */
type PostponeClearing = Message<'PostponeClearing', PostponedClearing>;

export const settleMail = (
  { data: { accountId, mailId, at } }: SettleMail,
  { underWay }: Recipient,
): readonly RecipientEvent[] =>
  underWay.has(mailId) ? [{ type: 'MailSettled', data: { accountId, mailId, settledAt: at } }] : [];

export const postponeClearing = (
  { data }: PostponeClearing,
  { underWay, postponed }: Recipient,
): readonly RecipientEvent[] => {
  const last = lastEnd(underWay);
  if (postponed !== undefined || last === undefined) return [];
  return [{ type: 'ClearingPostponed', data: { ...data, finishedBy: last } }];
};

/** When the last mail under way is sent or given up at the latest. Undefined where none is under way. */
export const lastEnd = (underWay: Recipient['underWay']): string | undefined =>
  [...underWay.values()].map(givenUpAt).toSorted().at(-1);
