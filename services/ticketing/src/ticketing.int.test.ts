import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { busAudience, type Keyring } from '@lethe/bus';
import {
  AnswerTicket,
  AssignTicket,
  CloseTicket,
  CloseTicketByStaff,
  ListStaffTickets,
  ListTickets,
  ReadClosures,
  ReadStaffTicket,
  ReadTicket,
  ReadUnclosedTickets,
  ReplyToTicket,
  SubmitTicket,
  type InputOf,
} from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { eventually } from '@lethe/testing';
import { amongNeighbours } from '../../../libs/service/src/testing/among-neighbours.ts';
import {
  accepted,
  acknowledged,
  mailed,
  MailController,
  MemberController,
  ParticipantController,
  PeopleController,
} from './testing/neighbours.ts';
import {
  ada,
  closesAt,
  dueBy,
  finalAt,
  grace,
  marker,
  nameOf,
  request,
  sam,
  workspaceId,
  written,
} from './testing/story.ts';
import { ticketing } from './ticketing.definition.ts';

let running: Awaited<ReturnType<typeof amongNeighbours>>;
let keyring: Keyring;
beforeAll(async () => {
  running = await amongNeighbours(ticketing, finalAt, {
    'workspace-ownership': [MemberController],
    cancellation: [ParticipantController],
    identity: [PeopleController],
    notification: [MailController],
  });
  keyring = await running.keyringFor('session');
});
afterAll(() => running.stop());

const as = async (accountId: string, staffRole?: 'support') => ({
  as: await keyring.sign(
    {
      accountId,
      sessionId: accountId,
      factor: true,
      verifiedAt: finalAt,
      methods: ['password'],
      ...(staffRole === undefined ? {} : { staffRole }),
    },
    { typ: 'person+jwt', audience: busAudience, seconds: 60 },
  ),
});
const given = <Answer extends object>(answer: Answer): Exclude<Answer, { refused: unknown }> => {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer as Exclude<Answer, { refused: unknown }>;
};
const submit = async (more: Partial<InputOf<typeof SubmitTicket>> = {}, accountId = ada): Promise<string> =>
  given(await running.gateway.ask(SubmitTicket, { ...written, ...more }, await as(accountId))).ticketId;

const templates = () => mailed.map(({ template }) => template).toSorted();

describe('Tickets over the bus, through a cancellation and down-time (TIC-1 to TIC-5)', () => {
  it('are answered, listed, scheduled, closed by the clock and cleared, and the promise is kept', async () => {
    const [first, second, last] = [await submit(), await submit(), await submit()];
    await running.gateway.ask(CloseTicket, { ticketId: first }, await as(ada));
    expect(await running.gateway.ask(AssignTicket, { ticketId: second }, await as(sam, 'support'))).toStrictEqual({
      state: 'waiting-for-feedback',
    });
    await expect(running.gateway.ask(AssignTicket, { ticketId: second }, await as(ada))).rejects.toMatchObject({
      fault: 'forbidden',
    });
    const answer = { ticketId: second, text: `${marker} answer` };
    expect(await running.gateway.ask(AnswerTicket, answer, await as(sam, 'support'))).toStrictEqual({
      state: 'feedback-provided',
    });
    await eventually(() => expect(templates()).toStrictEqual(['ticket-answered', 'ticket-closed']));
    expect(await running.gateway.ask(ReplyToTicket, { ...answer, text: marker }, await as(ada))).toStrictEqual({
      state: 'waiting-for-feedback',
    });
    const { tickets } = given(await running.gateway.ask(ListTickets, {}, await as(ada)));
    expect(new Map(tickets.map(({ ticketId, state }) => [ticketId, state]))).toStrictEqual(
      new Map([
        [first, 'closed'],
        [second, 'waiting-for-feedback'],
        [last, 'waiting-for-assignment'],
      ]),
    );
    const notice = await running.cancellation.ask(ReadUnclosedTickets, { accountId: ada, finalAt });
    expect({ ...notice, oldest: notice.oldest.map(({ ticketId }) => ticketId) }).toStrictEqual({
      unclosed: 2,
      oldest: [second, last],
      dueBy,
      closesAt,
    });

    await running.clear({ ...request(), participant: 'ticketing' });
    await eventually(() => expect(accepted).toMatchObject([{ accountId: ada, finishedBy: dueBy }]));
    expect(acknowledged).toStrictEqual([]);
    const closure = { closesAt, dueBy, closedAt: null };
    expect(await running.cancellation.ask(ReadClosures, { accountId: ada })).toStrictEqual({
      closures: [closure, closure],
    });
    await running.gateway.ask(CloseTicketByStaff, { ticketId: second }, await as(sam, 'support'));

    running.advance({ days: 12 });
    await running.restart();
    await eventually(() => expect(acknowledged).toHaveLength(1));
    expect(acknowledged).toMatchObject([{ accountId: ada, evidence: { categories: { tickets: 3 } } }]);
    const cleared = { submitter: null, subject: null, state: 'closed', workspaceId };
    const desk = given(await running.gateway.ask(ListStaffTickets, {}, await as(sam, 'support')));
    expect(desk.tickets).toMatchObject([cleared, cleared, cleared]);
    const read = await running.gateway.ask(ReadStaffTicket, { ticketId: second }, await as(sam, 'support'));
    expect(read).toMatchObject({
      ticket: { assignee: { accountId: sam, username: nameOf(sam) } },
      messages: [{ text: null }, { text: null }, { text: null }],
    });
    expect(templates()).toStrictEqual(['ticket-answered', 'ticket-closed']);
  });
});

describe('Answers that fit the bus (L2)', () => {
  it('are the pages of a ticket with 30 replies of 20,000 Chinese letters', async () => {
    const ticketId = await submit({}, grace);
    const text = '字'.repeat(20_000);
    for (let reply = 0; reply < 30; reply += 1)
      given(await running.gateway.ask(ReplyToTicket, { ticketId, text }, await as(grace)));
    let shown = 0;
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const asked = { ticketId, limit: 200, ...(cursor === undefined ? {} : { cursor }) };
      const mine = given(await running.gateway.ask(ReadTicket, asked, await as(grace)));
      const theirs = given(await running.gateway.ask(ReadStaffTicket, asked, await as(sam, 'support')));
      expect(theirs.messages.map(({ messageId }) => messageId)).toStrictEqual(
        mine.messages.map(({ messageId }) => messageId),
      );
      shown += mine.messages.length;
      cursor = mine.nextCursor;
    }
    expect(shown).toBe(31);
  });

  it('are pages of 200 tickets with the longest subjects there are', async () => {
    const ticketId = await submit({ subject: '\u0001'.repeat(200) }, grace);
    given(await running.gateway.ask(ListTickets, { limit: 1 }, await as(grace)));
    // Sealed values know where they were first stored, so copies of the row open like it.
    const columns = 'workspace_id, submitter_id, type, priority, subject, state, submitted_at, turn';
    await running.pool.query(
      `insert into tickets_v2 (ticket_id, ${columns}) select gen_random_uuid(), ${columns}
       from tickets_v2, generate_series(1, 250) where ticket_id = $1`,
      [ticketId],
    );
    const mine = given(await running.gateway.ask(ListTickets, { limit: 200 }, await as(grace)));
    const theirs = given(await running.gateway.ask(ListStaffTickets, { limit: 200 }, await as(sam, 'support')));
    for (const { tickets } of [mine, theirs])
      expect(tickets.filter(({ subject }) => subject?.length === 200).length).toBeGreaterThan(198);
  });

  it('are counted for the notice, and the oldest 100 named, however many there are (CAN-4, L2)', async () => {
    const many = crypto.randomUUID();
    const submitted: string[] = [];
    for (let n = 0; n < 103; n += 1) submitted.push(await submit({}, many));
    const notice = await running.cancellation.ask(ReadUnclosedTickets, { accountId: many, finalAt });
    expect(notice.unclosed).toBe(103);
    expect(notice.oldest.map(({ ticketId }) => ticketId)).toStrictEqual(submitted.slice(0, 100));
  });
});
