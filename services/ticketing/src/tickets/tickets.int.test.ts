import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cursorAt } from '@lethe/contracts';
import { randomUUID } from 'node:crypto';
import { by, replica, type Surroundings } from '../testing/replica.ts';
import {
  adasWorld,
  ada,
  atDesk,
  deskTicket,
  finalAt,
  marker,
  nameOf,
  own,
  ownPage,
  ownTicket,
  running,
  sam,
  submit,
  workspaceId,
  written,
} from '../testing/story.ts';

let around: Surroundings;
beforeEach(async () => {
  around = await adasWorld();
});
afterEach(() => around.close());

describe('The list of own tickets (API-1)', () => {
  it('goes page by page, newest first, each ticket once, also those of one instant', async () => {
    const one = await running(around);
    const submitted: string[] = [];
    for (let day = 0; day < 4; day += 1) {
      submitted.push(...[await submit(one), await submit(one)].toSorted());
      around.clock.advance({ days: 1 });
    }
    const shown: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await ownPage(one, { limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      shown.push(...page.tickets.map(({ ticketId }) => ticketId));
      cursor = page.nextCursor;
    }
    expect(shown).toStrictEqual(submitted.toReversed());
    await one.stop();
  });

  it('is filtered by states and by workspace', async () => {
    const one = await running(around);
    const [open, closed, cancelled] = [await submit(one), await submit(one), await submit(one)];
    await one.tickets.close({ ticketId: closed }, by(ada));
    await one.tickets.cancel({ ticketId: cancelled }, by(ada));
    const ids = async (input: Parameters<typeof ownPage>[1]) =>
      new Set((await ownPage(one, input)).tickets.map(({ ticketId }) => ticketId));
    expect(await ids({ state: ['closed', 'cancelled'] })).toStrictEqual(new Set([closed, cancelled]));
    expect(await ids({ state: ['waiting-for-assignment'] })).toStrictEqual(new Set([open]));
    expect(await ids({ workspaceId })).toStrictEqual(new Set([open, closed, cancelled]));
    expect(await ids({ workspaceId: randomUUID() })).toStrictEqual(new Set());
    await one.stop();
  });

  it('refuses a cursor that is none of its own', async () => {
    const one = await running(around);
    for (const cursor of ['x', cursorAt('yesterday', randomUUID()), cursorAt(finalAt)])
      expect(await one.ownTickets.list({ cursor }, by(ada))).toMatchObject({ refused: 'cursor-invalid' });
    await one.stop();
  });
});

describe('A ticket from submitting to closing (TIC-1)', () => {
  it('is seen at once in the own list and at the desk, and nowhere by others', async () => {
    const one = await running(around);
    const ticketId = await submit(one);
    const line = {
      ticketId,
      workspaceId,
      type: 'incident',
      priority: 'high',
      subject: marker,
      state: 'waiting-for-assignment',
      submittedAt: finalAt,
      closesAt: null,
      dueBy: null,
      closedAt: null,
      closedBecause: null,
    };
    expect(await own(one)).toStrictEqual([line]);
    expect(await atDesk(one)).toStrictEqual([
      { ...line, submitter: { accountId: ada, username: nameOf(ada) }, assignee: null, waitingSince: finalAt },
    ]);
    expect(await own(one, randomUUID())).toStrictEqual([]);
    for (const other of [by(randomUUID()), by(sam, 'support')])
      expect(await one.ownTickets.read({ ticketId }, other)).toMatchObject({ refused: 'ticket-unknown' });
    await one.stop();
  });

  it('is refused where the person is no member of the workspace', async () => {
    const one = await replica(around);
    expect(await one.tickets.submit({ ...written, workspaceId: randomUUID() }, by(ada))).toMatchObject({
      refused: 'workspace-unknown',
    });
  });

  it('goes through assignment, answer and reply, read by both sides', async () => {
    const one = await running(around);
    const ticketId = await submit(one);
    const staff = () => by(sam, 'support');
    expect(await one.desk.assign({ ticketId }, staff())).toStrictEqual({ state: 'waiting-for-feedback' });
    expect(await one.desk.answer({ ticketId, text: 'Turn it.' }, staff())).toStrictEqual({
      state: 'feedback-provided',
    });
    expect(await own(one)).toMatchObject([{ state: 'feedback-provided', closesAt: '2026-12-01T09:00:00.000Z' }]);
    expect(await one.tickets.reply({ ticketId, text: 'No.' }, by(ada))).toStrictEqual({
      state: 'waiting-for-feedback',
    });
    expect(await own(one)).toMatchObject([{ state: 'waiting-for-feedback', closesAt: null }]);
    const messageId = expect.any(String);
    const messages = [
      { messageId, from: 'submitter', text: written.text, at: finalAt },
      { messageId, from: 'staff', text: 'Turn it.', at: finalAt },
      { messageId, from: 'submitter', text: 'No.', at: finalAt },
    ];
    const mine = await ownTicket(one, { ticketId });
    const changes = [{ change: 'assigned', at: finalAt }];
    expect(mine).toStrictEqual({ ticket: (await own(one))[0], messages, changes, nextCursor: null });
    expect(new Set(mine.messages.map((message) => message.messageId)).size).toBe(3);
    const [author, answerer] = [ada, sam].map((accountId) => ({ accountId, username: nameOf(accountId) }));
    expect(await deskTicket(one, { ticketId })).toStrictEqual({
      ticket: (await atDesk(one))[0],
      messages: messages.map((message) => ({ ...message, author: message.from === 'staff' ? answerer : author })),
      changes: changes.map((change) => ({ ...change, assignee: answerer })),
      nextCursor: null,
    });
    expect(await one.desk.close({ ticketId }, staff())).toStrictEqual({ closedAt: finalAt });
    expect(await own(one)).toMatchObject([{ state: 'closed', closedAt: finalAt, closedBecause: 'staff' }]);
    const after = await ownTicket(one, { ticketId });
    expect(after).toMatchObject({ changes: [...changes, { change: 'closed', at: finalAt }] });
    expect(after.ticket).toStrictEqual((await own(one))[0]);
    expect(await one.tickets.reply({ ticketId, text: 'Wait.' }, by(ada))).toMatchObject({ refused: 'ticket-closed' });
    await one.stop();
  });

  it('is submitted once by a repeated call, whose answer stays the same although much has happened since', async () => {
    const one = await running(around);
    const key = randomUUID();
    const ticketId = await submit(one, by(ada, undefined, key));
    expect(await submit(one, by(ada, undefined, key))).toBe(ticketId);
    const assigning = randomUUID();
    await one.desk.assign({ ticketId }, by(sam, 'support', assigning));
    await one.desk.close({ ticketId }, by(sam, 'support'));
    expect(await one.desk.assign({ ticketId }, by(sam, 'support', assigning))).toStrictEqual({
      state: 'waiting-for-feedback',
    });
    expect(await own(one)).toHaveLength(1);
    await one.stop();
  });

  it('is taken back by its submitter, once, and is final then', async () => {
    const one = await running(around);
    const ticketId = await submit(one);
    const key = randomUUID();
    expect(await one.tickets.cancel({ ticketId }, by(randomUUID()))).toMatchObject({ refused: 'ticket-unknown' });
    expect(await one.tickets.cancel({ ticketId }, by(ada, undefined, key))).toStrictEqual({ cancelledAt: finalAt });
    expect(await one.tickets.cancel({ ticketId }, by(ada, undefined, key))).toStrictEqual({ cancelledAt: finalAt });
    expect(await one.tickets.cancel({ ticketId }, by(ada))).toMatchObject({ refused: 'ticket-closed' });
    expect(await own(one)).toMatchObject([{ state: 'cancelled', closedAt: finalAt, closedBecause: null }]);
    expect((await one.unclosed.read({ accountId: ada, finalAt })).oldest).toStrictEqual([]);
    await one.stop();
  });

  it('keeps what people write out of every row of the database (CAN-10)', async () => {
    const one = await running(around);
    await submit(one);
    await one.stop();
    const { rows } = await around.pool.query<{ table: string }>(
      `select table_name as table from information_schema.tables where table_schema = 'public'`,
    );
    const dumps = await Promise.all(
      rows.map(({ table }) => around.pool.query<{ row: string }>(`select t::text as row from "${table}" t`)),
    );
    const dump = dumps.flatMap((each) => each.rows.map(({ row }) => row)).join('\n');
    expect(dump).toContain(ada);
    expect(dump).not.toContain(marker);
  });
});
