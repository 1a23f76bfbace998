import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { by, replica, type Surroundings } from '../testing/replica.ts';
import { adasWorld, ada, finalAt, marker, own, running, sam, submit, workspaceId, written } from '../testing/story.ts';

let around: Surroundings;
beforeEach(async () => {
  around = await adasWorld();
});
afterEach(() => around.close());

describe('A ticket from submitting to closing (TIC-1)', () => {
  it('is seen at once in the own list and at the desk, and nowhere by others', async () => {
    const one = await running(around);
    const ticketId = await submit(one);
    const line = {
      ticketId,
      workspaceId,
      submitterId: ada,
      type: 'incident',
      priority: 'high',
      subject: marker,
      state: 'waiting-for-assignment',
      submittedAt: finalAt,
      closesAt: null,
      dueBy: null,
    };
    expect(await own(one)).toStrictEqual([line]);
    expect((await one.desk.list()).tickets).toStrictEqual([line]);
    expect(await own(one, randomUUID())).toStrictEqual([]);
    expect(await one.tickets.read({ ticketId }, by(randomUUID()))).toMatchObject({ refused: 'ticket-unknown' });
    await one.stop();
  });

  it('is refused where the person is no member of the workspace', async () => {
    const one = replica(around);
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
    expect(await one.tickets.read({ ticketId }, by(sam, 'support'))).toMatchObject({
      messages: [
        { from: 'submitter', text: written.text },
        { from: 'staff', text: 'Turn it.' },
        { from: 'submitter', text: 'No.' },
      ],
    });
    expect(await one.desk.close({ ticketId }, staff())).toStrictEqual({ closedAt: finalAt });
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

  it('goes to the service desk with the end of its workspace, the closed ones excepted', async () => {
    const one = await running(around);
    const [open, closed] = [await submit(one), await submit(one)];
    await one.tickets.close({ ticketId: closed }, by(ada));
    const left = (because: string) => one.memberLeft({ workspaceId, accountId: ada, because, leftAt: finalAt });
    await left('left');
    expect((await own(one)).map((line) => line.workspaceId)).toStrictEqual([workspaceId, workspaceId]);
    await left('closed');
    await left('closed');
    expect(new Map((await own(one)).map((line) => [line.ticketId, line.workspaceId]))).toStrictEqual(
      new Map([
        [open, null],
        [closed, workspaceId],
      ]),
    );
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
