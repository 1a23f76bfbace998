import { idFrom, type Command } from '@lethe/journal';
import { finishPostponed } from '../clearing/clearing-plan.ts';
import { mailStream, type MailEvent } from './mail.events.ts';
import { mailFold, type Mail } from './mail.ts';
import type { OutboxKit } from '../notification-kit.ts';
import { settleMail } from './recipient.decider.ts';
import { recipientStream } from './recipient.events.ts';
import { recipientFold } from './recipient.ts';

/** A step of the outbox itself: the same however often a mail comes up. */
const stepOf = (mailId: string, step: 'resume' | 'end' | 'settle'): Command => ({
  id: idFrom(mailId, step),
  type: `notification.${step}-mail`,
  actor: 'clock',
  correlationId: mailId,
  subject: undefined,
  request: {},
});

type Decide = (mail: Mail) => readonly MailEvent[];

export const endMail = (kit: OutboxKit, mailId: string, decide: Decide): Promise<void> =>
  inMail(kit, mailId, 'end', decide);

export const resumeMail = (kit: OutboxKit, mailId: string, decide: Decide): Promise<void> =>
  inMail(kit, mailId, 'resume', decide);

/** Recorded in the mail's own stream alone, so that nobody else's append makes a mail go out twice. */
const inMail = (kit: OutboxKit, mailId: string, step: 'resume' | 'end', decide: Decide): Promise<void> =>
  kit.journal.handle<void>(
    stepOf(mailId, step),
    async (unit) => {
      const mail = await unit.load(mailStream(mailId), mailFold);
      unit.record(mailStream(mailId), decide(mail));
    },
    () => undefined,
  );

/**
 * What follows the end of a mail: nobody reads it again, its key dies (K6). A mail to an account of before lies under the key
 * of the account, which others need. A clearing that waited for an account's last mail goes on. Idempotent.
 */
export const settle = async (kit: OutboxKit, mail: Exclude<Mail, { status: 'unknown' }>): Promise<void> => {
  const { mailId, addressee, subject } = mail;
  if (subject !== `account:${addressee.id}`) await kit.sealing.destroy(subject, kit.clock());
  if (addressee.kind !== 'account') return;
  await settleFor(kit, addressee.id, mailId);
  await finishPostponed(kit, addressee.id);
};

const settleFor = ({ journal, clock }: OutboxKit, accountId: string, mailId: string): Promise<void> =>
  journal.handle<void>(
    stepOf(mailId, 'settle'),
    async (unit) => {
      const stream = recipientStream(accountId);
      const recipient = await unit.load(stream, recipientFold);
      const settled = settleMail({ type: 'SettleMail', data: { accountId, mailId, at: clock() } }, recipient);
      unit.ungated.record(stream, settled);
    },
    () => undefined,
  );
