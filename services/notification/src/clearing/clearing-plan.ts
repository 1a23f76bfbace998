import { finishClearing, type ClearingPlan } from '@lethe/clearing';
import type { OutboxKit } from '../notification-kit.ts';
import { lastEnd, postponeClearing } from '../outbox/recipient.decider.ts';
import { recipientStream } from '../outbox/recipient.events.ts';
import { clearingToFinish, recipientFold, type Recipient } from '../outbox/recipient.ts';

const recipientOf = ({ journal }: OutboxKit, accountId: string): Promise<Recipient> =>
  journal.state(recipientStream(accountId), recipientFold);

/** All that lies here of an account is sealed under its key; counted are its mails. */
const evidenceOf = (kit: OutboxKit, { mails }: Recipient) => ({
  categories: { mails },
  remaining: async ({ accountId }: Readonly<{ accountId: string }>): Promise<number> =>
    (await recipientOf(kit, accountId)).underWay.size,
});

/** Asked last of all; not before every mail under way is sent or given up (CAN-7, CAN-12). */
export const clearingPlan = (kit: OutboxKit): ClearingPlan => ({
  clear: async ({ accountId, cancellationId }, command) => {
    const stream = recipientStream(accountId);
    await kit.journal.handle(
      command,
      async (unit) => {
        const recipient = await unit.load(stream, recipientFold);
        const postpone = { type: 'PostponeClearing', data: { accountId, cancellationId } } as const;
        unit.ungated.record(stream, postponeClearing(postpone, recipient));
      },
      () => undefined,
    );
    const recipient = await recipientOf(kit, accountId);
    const finishedBy = lastEnd(recipient.underWay);
    return finishedBy === undefined ? evidenceOf(kit, recipient) : { finishedBy };
  },
});

/** Does what is left of a clearing that waited for mails, once the last one has ended. Idempotent. */
export const finishPostponed = async (kit: OutboxKit, accountId: string): Promise<void> => {
  const recipient = await recipientOf(kit, accountId);
  const cancellation = clearingToFinish(recipient);
  if (cancellation !== undefined) await finishClearing(kit, cancellation, evidenceOf(kit, recipient));
};
