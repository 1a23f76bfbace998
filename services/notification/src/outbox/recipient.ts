import type { RecipientEvent } from './recipient.events.ts';
import { foldInPlace } from '@lethe/deciding';

export type PostponedClearing = Readonly<{ accountId: string; cancellationId: string }>;

/** What notification knows of an account: how many mails, which of them are under way since when. */
export type Recipient = Readonly<{
  mails: number;
  underWay: ReadonlyMap<string, string>;
  postponed: PostponedClearing | undefined;
}>;

export const nobody: Recipient = { mails: 0, underWay: new Map(), postponed: undefined };

type Draft = Omit<{ -readonly [Field in keyof Recipient]: Recipient[Field] }, 'underWay'> & {
  underWay: Map<string, string>;
};

const apply = (recipient: Draft, event: RecipientEvent): Draft => {
  switch (event.type) {
    case 'MailTaken':
      recipient.mails += 1;
      recipient.underWay.set(event.data.mailId, event.data.takenAt);
      return recipient;
    case 'MailSettled':
      recipient.underWay.delete(event.data.mailId);
      return recipient;
    case 'ClearingPostponed': {
      const { accountId, cancellationId } = event.data;
      recipient.postponed = { accountId, cancellationId };
      return recipient;
    }
  }
};

/** The clearing that waited and need not wait any longer. */
export const clearingToFinish = ({ underWay, postponed }: Recipient): PostponedClearing | undefined =>
  underWay.size === 0 ? postponed : undefined;

export const recipientFold = foldInPlace<Recipient, Draft, RecipientEvent>({
  initial: nobody,
  copy: (recipient) => ({ ...recipient, underWay: new Map(recipient.underWay) }),
  apply,
});
