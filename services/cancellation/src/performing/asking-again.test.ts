import { describe, expect, it } from '@jest/globals';
import { fold } from '@lethe/deciding';
import type { CancellationKit } from '../cancellation-kit.ts';
import type { CancellationEvent } from '../cancellation/cancellation.events.ts';
import { cancellationSaga } from '../cancellation/cancellation.saga.ts';
import { accepted, accountId, at, cancellationOf, cleared, dueBy, untilAsked } from '../cancellation/testing/facts.ts';
import { askingAgain } from './asking-again.ts';

/** Asks mfa again at that instant; what it was asked, and what was logged for somebody to look at. */
const askedAt = async (now: string, ...history: readonly CancellationEvent[]) => {
  const told: object[] = [];
  const kit = {
    clock: () => now,
    settings: { LETHE_CLEARING_DEADLINE_HOURS: 2 },
    journal: { state: async () => fold(cancellationSaga, history) },
    logger: { error: (facts: object, text: string) => told.push({ text, ...facts }) },
    calls: { ask: async ({ subject }: { subject: string }, input: object) => told.push({ subject, ...input }) },
  } as unknown as CancellationKit;
  const data = { accountId, cancellationId: cancellationOf(1), attempt: 1, participant: 'mfa' } as const;
  await askingAgain(kit)({ type: 'ask-to-clear', data, key: 'k' }, 'key');
  return told;
};
const ofClearing = { cancellationId: cancellationOf(1), participant: 'mfa' };
const request = { subject: 'lethe.rpc.mfa.account.clear', accountId, ...ofClearing, finalAt: at, releasedAt: at };
const alarm = { text: 'A participant has not cleared by its deadline.', ...ofClearing, askedAt: at };

describe('Asking a participant again (CAN-9)', () => {
  it('says what its message said', async () => {
    expect(await askedAt('2026-11-24T10:00:00.000Z', ...untilAsked)).toEqual([request]);
  });

  it('rings an alarm once its deadline is over, before it is asked (L4)', async () => {
    const late = await askedAt('2026-11-24T10:00:00.001Z', ...untilAsked);
    expect(late).toEqual([{ ...alarm, deadline: '2026-11-24T10:00:00.000Z' }, request]);
  });

  it('takes the instant that it promised for its deadline (L4)', async () => {
    expect(await askedAt(dueBy, ...untilAsked, accepted('mfa'))).toEqual([request]);
    const late = await askedAt('2026-12-03T13:00:00.001Z', ...untilAsked, accepted('mfa'));
    expect(late).toEqual([{ ...alarm, deadline: dueBy }, request]);
  });

  it('asks nobody who was not asked before', async () => {
    expect(await askedAt(at, ...untilAsked.slice(0, 5), cleared('session'))).toEqual([]);
  });
});
