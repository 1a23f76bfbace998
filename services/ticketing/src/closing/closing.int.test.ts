import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@lethe/testing';
import { by, replica, type Surroundings } from '../testing/replica.ts';
import { warnWhenLate } from './due-tickets.ts';
import { adasWorld, dueBy, eventsOf, own, request, running, sam, submit } from '../testing/story.ts';

let around: Surroundings;
beforeEach(async () => {
  around = await adasWorld();
});
afterEach(() => around.close());

describe('The clock closes tickets (TIC-1, TIC-4, C8)', () => {
  it('after seven days without an answer, once, although two replicas run', async () => {
    const replicas = [await running(around), await running(around)] as const;
    const ticketIds = await Promise.all(Array.from({ length: 8 }, () => submit(replicas[0])));
    for (const ticketId of ticketIds) await replicas[1].desk.answer({ ticketId, text: 'Done.' }, by(sam, 'support'));
    around.clock.advance({ days: 6, hours: 23, minutes: 59 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await own(replicas[0])).map(({ state }) => state)).toStrictEqual(ticketIds.map(() => 'feedback-provided'));
    around.clock.advance({ minutes: 1 });
    await eventually(async () => {
      expect((await own(replicas[0])).map(({ state }) => state)).toStrictEqual(ticketIds.map(() => 'closed'));
    });
    for (const ticketId of ticketIds)
      expect(await eventsOf(replicas[0], ticketId)).toStrictEqual([
        'TicketSubmitted',
        'TicketAnswered',
        'TicketClosed',
      ]);
    await Promise.all(replicas.map((each) => each.stop()));
  });

  it('puts it off where the submitter was told again before', async () => {
    const one = await running(around);
    const ticketId = await submit(one);
    await one.desk.answer({ ticketId, text: 'Done.' }, by(sam, 'support'));
    around.clock.advance({ days: 5 });
    await one.desk.answer({ ticketId, text: 'Done, really.' }, by(sam, 'support'));
    around.clock.advance({ days: 2 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await own(one)).toMatchObject([{ state: 'feedback-provided' }]);
    around.clock.advance({ days: 5 });
    await eventually(async () => expect(await own(one)).toMatchObject([{ state: 'closed' }]));
    await one.stop();
  });
});

describe('A ticket that is due and still unclosed (TIC-2)', () => {
  it('rings an alarm when an hour is left, without a word of it', async () => {
    const warnings: unknown[] = [];
    const one = await replica(around, { warn: (...words: unknown[]) => warnings.push(words) } as unknown as Parameters<
      typeof replica
    >[1]);
    const ticketId = await submit(one);
    await one.clear(request());
    expect(await warnWhenLate(one.kit)(ticketId)).toStrictEqual({ again: '2026-12-03T23:00:00.000Z' });
    expect(warnings).toStrictEqual([]);
    around.clock.advance({ days: 9, hours: 14 });
    expect(await warnWhenLate(one.kit)(ticketId)).toBe('done');
    expect(warnings).toStrictEqual([[{ ticketId, dueBy }, expect.stringContaining('within an hour')]]);
  });
});
