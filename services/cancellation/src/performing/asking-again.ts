import { clearingCalls } from '@lethe/contracts';
import { cancellationOf, type CancellationKit } from '../cancellation-kit.ts';
import { deadlineOf, isLate } from '../cancellation/deadline.ts';
import type { AskingOwed } from '../cancellation/owed.ts';

/**
 * Asks a participant that has not acknowledged (CAN-9). It does so itself, before it answers: there is nothing to settle
 * here. Past its deadline an alarm goes before, since it may never answer.
 */
export const askingAgain =
  (kit: CancellationKit) =>
  async ({ data: { accountId, cancellationId, participant } }: AskingOwed, key: string): Promise<void> => {
    const { finalAt, participants } = await cancellationOf(kit, accountId);
    const { askedAt = null, finishedBy = null } = participants.find((each) => each.participant === participant) ?? {};
    if (finalAt === null || askedAt === null) return;
    const hours = kit.settings.LETHE_CLEARING_DEADLINE_HOURS;
    if (isLate({ askedAt, finishedBy }, hours, kit.clock())) {
      const facts = { cancellationId, participant, askedAt, deadline: deadlineOf({ askedAt, finishedBy }, hours) };
      kit.logger.error(facts, 'A participant has not cleared by its deadline.');
    }
    const request = { accountId, cancellationId, participant, finalAt, releasedAt: finalAt };
    await kit.calls.ask(clearingCalls[participant], request, { key });
  };
