import type { RecipientEvent } from './recipient.events.ts';
import type { Fold } from '@lethe/deciding';

export type PostponedClearing = Readonly<{ accountId: string; cancellationId: string }>;

/** What notification knows of an account: how many mails, which of them are under way since when. */
export type Recipient = Readonly<{
  mails: number;
  underWay: ReadonlyMap<string, string>;
  postponed: PostponedClearing | undefined;
}>;

export const nobody: Recipient = { mails: 0, underWay: new Map(), postponed: undefined };

export const evolve = (recipient: Recipient, event: RecipientEvent): Recipient => {
  switch (event.type) {
    case 'MailTaken': {
      const { mailId, takenAt } = event.data;
      return {
        ...recipient,
        mails: recipient.mails + 1,
        underWay: new Map([...recipient.underWay, [mailId, takenAt]]),
      };
    }
    case 'MailSettled': {
      const { mailId } = event.data;
      return { ...recipient, underWay: new Map([...recipient.underWay].filter(([each]) => each !== mailId)) };
    }
    case 'ClearingPostponed': {
      const { accountId, cancellationId } = event.data;
      return { ...recipient, postponed: { accountId, cancellationId } };
    }
  }
};

/** The clearing that waited and need not wait any longer. */
export const clearingToFinish = ({ underWay, postponed }: Recipient): PostponedClearing | undefined =>
  underWay.size === 0 ? postponed : undefined;

export const recipientFold: Fold<Recipient, RecipientEvent> = { initial: nobody, evolve };
