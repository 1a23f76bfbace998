import type { Decider, Message } from '@lethe/deciding';
import { givenUpAt } from './patience.ts';
import type { RecipientEvent } from './recipient.events.ts';
import { evolve, nobody, type PostponedClearing, type Recipient } from './recipient.ts';

type TakeMail = Message<'TakeMail', { accountId: string; mailId: string; at: string }>;
type SettleMail = Message<'SettleMail', { accountId: string; mailId: string; at: string }>;
/** The account is to be cleared: not before every mail under way has ended. */
type PostponeClearing = Message<'PostponeClearing', PostponedClearing>;

export const recipientDecider: Decider<TakeMail | SettleMail | PostponeClearing, Recipient, RecipientEvent> = {
  initial: nobody,
  evolve,
  decide: (command, recipient) => {
    switch (command.type) {
      case 'TakeMail':
        return takeMail(command);
      case 'SettleMail':
        return settleMail(command, recipient);
      case 'PostponeClearing':
        return postponeClearing(command, recipient);
    }
  },
};

const takeMail = ({ data: { accountId, mailId, at } }: TakeMail): readonly RecipientEvent[] => [
  { type: 'MailTaken', data: { accountId, mailId, takenAt: at } },
];

const settleMail = (
  { data: { accountId, mailId, at } }: SettleMail,
  { underWay }: Recipient,
): readonly RecipientEvent[] =>
  underWay.has(mailId) ? [{ type: 'MailSettled', data: { accountId, mailId, settledAt: at } }] : [];

const postponeClearing = (
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
