import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cursorAt } from '@lethe/contracts';
import { randomUUID } from 'node:crypto';
import { by, type Surroundings } from '../testing/replica.ts';
import {
  adasWorld,
  ada,
  askedOf,
  atDesk,
  audrey,
  deskPage,
  grace,
  offStaff,
  nameOf,
  running,
  sam,
  submit,
  workspaceId,
} from '../testing/story.ts';
import { ticketsInTurn, type StaffFilters } from '../tickets/ticket-lists.view.ts';
import type { TicketTables } from '../tickets/tickets.view.ts';

let around: Surroundings;
beforeEach(async () => {
  around = await adasWorld();
});
afterEach(() => around.close());

type One = Awaited<ReturnType<typeof running>>;
const hour = () => around.clock.advance({ hours: 1 });
const staff = () => by(sam, 'support');

/** One ticket an hour, each told by what becomes of it. */
const deskful = async (one: One) => {
  const ids = { replied: '', fresh: '', answered: '', taken: '', closed: '', cancelled: '' };
  for (const name of ['replied', 'fresh', 'answered', 'taken', 'closed', 'cancelled'] as const) {
    ids[name] = await submit(one, by(ada), { priority: name === 'taken' ? 'urgent' : 'high' });
    hour();
  }
  await one.desk.assign({ ticketId: ids.taken }, staff());
  for (const name of ['replied', 'answered'] as const)
    await one.desk.answer({ ticketId: ids[name], text: 'Turn it.' }, by(grace, 'administrator'));
  hour();
  await one.tickets.reply({ ticketId: ids.replied, text: 'No.' }, by(ada));
  await one.desk.close({ ticketId: ids.closed }, staff());
  hour();
  await one.tickets.cancel({ ticketId: ids.cancelled }, by(ada));
  return ids;
};
type Deskful = Awaited<ReturnType<typeof deskful>>;

const names = async (one: One, ids: Deskful, input: StaffFilters = {}) =>
  (await atDesk(one, input)).map((each) => Object.entries(ids).find(([, id]) => id === each.ticketId)?.[0]);

describe("Staff's list of tickets (A1, API-1)", () => {
  it('shows the longest waiting first, and then what ended, the newest end first', async () => {
    const one = await running(around);
    const ids = await deskful(one);
    expect(await names(one, ids)).toStrictEqual(['fresh', 'taken', 'answered', 'replied', 'cancelled', 'closed']);
    await one.stop();
  });

  it('is filtered by states, assignee, priority, type and workspace', async () => {
    const one = await running(around);
    const ids = await deskful(one);
    const shown = (input: StaffFilters) => names(one, ids, input);
    expect(await shown({ state: ['waiting-for-assignment', 'closed'] })).toStrictEqual(['fresh', 'closed']);
    expect(await shown({ state: ['waiting-for-feedback'] })).toStrictEqual(['taken', 'replied']);
    expect(await shown({ state: ['closed', 'cancelled'] })).toStrictEqual(['cancelled', 'closed']);
    expect(await shown({ assignedTo: 'me' })).toStrictEqual(['taken']);
    expect(await shown({ assignedTo: grace })).toStrictEqual(['answered', 'replied']);
    expect(await shown({ assignedTo: 'nobody' })).toStrictEqual(['fresh', 'cancelled', 'closed']);
    expect(await shown({ priority: 'urgent' })).toStrictEqual(['taken']);
    expect(await shown({ type: 'billing' })).toStrictEqual([]);
    expect(await shown({ workspaceId: randomUUID() })).toStrictEqual([]);
    expect(await shown({ workspaceId, state: ['feedback-provided'] })).toStrictEqual(['answered']);
    await one.stop();
  });

  it('goes page by page, each ticket once, with the total and the names, asked for once a page', async () => {
    const one = await running(around);
    const ids = await deskful(one);
    const shown: string[] = [];
    let cursor: string | null | undefined;
    let pages = 0;
    while (cursor !== null) {
      const page = await deskPage(one, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      pages += 1;
      expect(page.total).toBe(6);
      expect(page.tickets.map(({ submitter }) => submitter)).toStrictEqual(
        page.tickets.map(() => ({ accountId: ada, username: nameOf(ada) })),
      );
      shown.push(...page.tickets.map(({ ticketId }) => ticketId));
      cursor = page.nextCursor;
    }
    const { fresh, taken, answered, replied, cancelled, closed } = ids;
    expect(shown).toStrictEqual([fresh, taken, answered, replied, cancelled, closed]);
    expect(askedOf(around, 'people.read')).toHaveLength(pages);
    expect(askedOf(around, 'people.read')[0]?.input).toStrictEqual({ accountIds: [ada, sam], purpose: 'tickets' });
    await one.stop();
  });

  it('shows an unclosed ticket of somebody who was taken off the staff as nobody’s, and finds it so (ADM-1)', async () => {
    const one = await running(around);
    const ids = await deskful(one);
    offStaff.add(grace);
    expect(await names(one, ids, { assignedTo: 'nobody' })).toStrictEqual([
      'fresh',
      'answered',
      'replied',
      'cancelled',
      'closed',
    ]);
    const assignees = async () => (await atDesk(one)).map(({ assignee }) => assignee?.accountId ?? null);
    expect(await assignees()).toStrictEqual([null, sam, null, null, null, null]);
    const read = await one.deskLists.read({ ticketId: ids.answered }, staff());
    expect('ticket' in read && read.ticket.assignee).toBeNull();
    offStaff.clear();
    expect(await assignees()).toStrictEqual([null, sam, grace, grace, null, null]);
    await one.stop();
  });

  it('refuses a cursor that is none of its own', async () => {
    const one = await running(around);
    for (const cursor of ['x', cursorAt('true', 'x', randomUUID()), cursorAt('maybe', '1', randomUUID())])
      expect(await one.deskLists.list({ cursor }, staff())).toMatchObject({ refused: 'cursor-invalid' });
    await one.stop();
  });

  it('is read from an index, however it is filtered', async () => {
    const one = await running(around);
    await around.pool.query(`insert into tickets_v2
        (ticket_id, workspace_id, submitter_id, type, priority, state, assigned_to, submitted_at, ended, turn)
      select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), (array['question', 'incident', 'other'])[1 + n % 3],
        (array['low', 'normal', 'high'])[1 + n % 3], case when n % 100 = 0 then 'waiting-for-assignment' else 'closed' end,
        case when n % 2 = 0 then gen_random_uuid() end, now(), n % 100 <> 0, case when n % 100 = 0 then n else -n end
      from generate_series(1, 20000) n`);
    await around.pool.query('analyze tickets_v2');
    const database = one.kit.database.withTables<TicketTables>();
    const behind = ['true', '-15000', randomUUID()] as const;
    for (const filters of [
      {},
      { state: ['waiting-for-assignment', 'feedback-provided'] },
      { state: ['closed'] },
      { state: ['cancelled'] },
      { assignedTo: 'me' },
      { assignedTo: 'nobody' },
      { priority: 'urgent' },
      { type: 'billing' },
      { workspaceId },
    ] as const satisfies readonly StaffFilters[])
      for (const place of [undefined, behind]) {
        const plan = JSON.stringify(
          await ticketsInTurn(database, { me: sam, gone: [], ...filters }, place).explain('json'),
        );
        expect({ filters, plan: /Seq Scan/.test(plan) ? plan : 'by index' }).toStrictEqual({
          filters,
          plan: 'by index',
        });
      }
    await one.stop();
  });
});

describe('Assigning a ticket (A4)', () => {
  it('gives it to a colleague who may answer it, and to nobody else', async () => {
    const one = await running(around);
    const ticketId = await submit(one);
    for (const staffId of [audrey, ada])
      expect(await one.desk.assign({ ticketId, staffId }, staff())).toMatchObject({ refused: 'staff-unknown' });
    expect(await one.desk.assign({ ticketId, staffId: grace }, staff())).toStrictEqual({
      state: 'waiting-for-feedback',
    });
    expect(await atDesk(one)).toMatchObject([{ assignee: { accountId: grace, username: nameOf(grace) } }]);
    await one.desk.assign({ ticketId }, staff());
    expect(await atDesk(one)).toMatchObject([{ assignee: { accountId: sam } }]);
    await one.stop();
  });
});
