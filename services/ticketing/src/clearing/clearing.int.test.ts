import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@lethe/testing';
import { by, replica, type Surroundings } from '../testing/replica.ts';
import {
  adasWorld,
  ada,
  askedOf,
  atDesk,
  closesAt,
  deskTicket,
  dueBy,
  eventsOf,
  finalAt,
  marker,
  request,
  running,
  sam,
  submit,
  workspaceId,
} from '../testing/story.ts';

let around: Surroundings;
beforeEach(async () => {
  around = await adasWorld();
});
afterEach(() => around.close());

describe('A cancelled submitter (TIC-2, TIC-5, CAN-7)', () => {
  it('with a ticket that they had taken back has it cleared like a closed one (TIC-1)', async () => {
    const one = await running(around);
    const ticketId = await submit(one);
    await one.tickets.cancel({ ticketId }, by(ada));
    await one.clear(request());
    expect(askedOf(around, 'acknowledge')).toMatchObject([{ input: { evidence: { categories: { tickets: 1 } } } }]);
    expect(await deskTicket(one, { ticketId })).toMatchObject({
      ticket: { submitter: null, subject: null, state: 'cancelled' },
      messages: [{ text: null }],
    });
    expect(await one.closures.read({ accountId: ada })).toStrictEqual({ closures: [] });
    await one.stop();
  });

  it('with no unclosed ticket is acknowledged at once, and the closed ones are no longer readable', async () => {
    const one = await running(around);
    const ticketId = await submit(one);
    await one.tickets.close({ ticketId }, by(ada));
    await one.clear(request());
    expect(askedOf(around, 'acknowledge')).toMatchObject([{ input: { evidence: { categories: { tickets: 1 } } } }]);
    expect(await deskTicket(one, { ticketId })).toMatchObject({
      ticket: { submitter: null, subject: null, workspaceId, state: 'closed' },
      messages: [{ text: null, from: 'submitter', author: null }],
    });
    expect(await atDesk(one)).toMatchObject([{ ticketId, submitter: null, subject: null }]);
    await one.stop();
  });

  it('gets a frozen schedule for each unclosed ticket, and the promise when the last is done', async () => {
    const one = await running(around);
    const ticketIds = [await submit(one), await submit(one)];
    const asked = request();
    await one.clear(asked);
    await one.clear(asked);
    expect(askedOf(around, 'accept').map(({ input }) => (input as { finishedBy: string }).finishedBy)).toStrictEqual([
      dueBy,
      dueBy,
    ]);
    expect(askedOf(around, 'acknowledge')).toStrictEqual([]);
    for (const ticketId of ticketIds)
      expect(await eventsOf(one, ticketId)).toStrictEqual(['TicketSubmitted', 'ClosureScheduled']);
    expect(await atDesk(one)).toMatchObject([
      { submitter: null, subject: marker, dueBy, closesAt },
      { submitter: null, subject: marker, dueBy, closesAt },
    ]);
    expect(await one.closures.read({ accountId: ada })).toStrictEqual({
      closures: [
        { closesAt, dueBy, closedAt: null },
        { closesAt, dueBy, closedAt: null },
      ],
    });
    await one.stop();
  });

  it('can submit and reply no more', async () => {
    const one = await running(around);
    const ticketId = await submit(one);
    await one.clear(request());
    await expect(submit(one)).rejects.toThrow('cancelled or is gone');
    await expect(one.tickets.reply({ ticketId, text: 'Wait.' }, by(ada))).rejects.toThrow('cancelled or is gone');
    await one.stop();
  });

  it('is acknowledged once the last ticket is closed, by staff or by the clock after down-time, by either replica', async () => {
    const first = await running(around);
    const [byStaff, byClock] = [await submit(first), await submit(first)];
    await first.clear(request());
    await first.desk.answer({ ticketId: byStaff, text: `${marker} answer` }, by(sam, 'support'));
    await first.desk.close({ ticketId: byStaff }, by(sam, 'support'));
    await eventually(async () =>
      expect(await deskTicket(first, { ticketId: byStaff })).toMatchObject({
        messages: [{ text: null }, { text: null }],
      }),
    );
    expect(askedOf(around, 'acknowledge')).toStrictEqual([]);
    await first.stop();

    around.clock.advance({ days: 12 });
    const replicas = [await running(around), await running(around)] as const;
    await eventually(() => expect(askedOf(around, 'acknowledge').length).toBeGreaterThan(0));
    expect(new Set(askedOf(around, 'acknowledge').map(({ key }) => key)).size).toBe(1);
    expect(askedOf(around, 'acknowledge')[0]).toMatchObject({ input: { evidence: { categories: { tickets: 2 } } } });
    expect(await eventsOf(replicas[0], byClock)).toStrictEqual([
      'TicketSubmitted',
      'ClosureScheduled',
      'TicketClosed',
      'TicketContentCleared',
    ]);
    expect(await deskTicket(replicas[1], { ticketId: byClock })).toMatchObject({
      ticket: { submitter: null, subject: null, state: 'closed', workspaceId, closedBecause: 'submitter-cancelled' },
      messages: [{ text: null }],
    });
    const closedAt = around.clock.now();
    expect(await replicas[0].closures.read({ accountId: ada })).toStrictEqual({
      closures: [
        { closesAt, dueBy, closedAt: finalAt },
        { closesAt, dueBy, closedAt },
      ],
    });
    await Promise.all(replicas.map((each) => each.stop()));
  });

  it('whose tickets all close at once is acknowledged when the last key is gone, also where nobody hears it at first (GRO-1)', async () => {
    const legible: number[] = [];
    await around.close();
    around = await adasWorld(async (subject) => {
      if (!subject.endsWith('acknowledge')) return;
      const histories = await Promise.all(ticketIds.map((ticketId) => one.kit.journal.read(`ticket-${ticketId}`)));
      legible.push(histories.flat().filter(({ data }) => JSON.stringify(data).includes(marker)).length);
      if (legible.length === 1) throw new Error('Cancellation does not answer.');
    });
    const one = await running(around);
    const other = await running(around);
    const ticketIds: string[] = [];
    for (let count = 0; count < 12; count += 1) ticketIds.push(await submit(one));
    await one.clear(request());
    around.clock.advance({ days: 12 });
    await eventually(() => expect(askedOf(around, 'acknowledge')).toHaveLength(2));
    await Promise.all([one.stop(), other.stop()]);
    expect(legible).toStrictEqual([0, 0]);
    expect(askedOf(around, 'acknowledge')).toMatchObject(
      legible.map(() => ({ input: { evidence: { categories: { tickets: 12 } } } })),
    );
  });

  it('is shown before it, with what would happen to the tickets (CAN-4)', async () => {
    const one = await replica(around);
    const ticketId = await submit(one);
    expect(await one.unclosed.read({ accountId: ada, finalAt })).toStrictEqual({
      unclosed: 1,
      oldest: [{ ticketId, submittedAt: finalAt }],
      dueBy,
      closesAt,
    });
  });
});
