import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Keyring } from '@lethe/bus';
import {
  AnswerTicket,
  AssignTicket,
  CloseTicket,
  CloseTicketByStaff,
  ListAllTickets,
  ListTickets,
  ReadTicket,
  ReadUnclosedTickets,
  ReplyToTicket,
  SubmitTicket,
} from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { amongNeighbours } from '../../../libs/service/src/testing/among-neighbours.ts';
import { accepted, acknowledged, MemberController, ParticipantController } from './testing/neighbours.ts';
import { ada, closesAt, dueBy, finalAt, marker, request, sam, workspaceId, written } from './testing/story.ts';
import { ticketing } from './ticketing.service.ts';

let running: Awaited<ReturnType<typeof amongNeighbours>>;
let keyring: Keyring;
beforeAll(async () => {
  running = await amongNeighbours(ticketing, finalAt, {
    'workspace-ownership': [MemberController],
    cancellation: [ParticipantController],
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
    { typ: 'person+jwt', audience: 'ticketing', seconds: 60 },
  ),
});
const submit = async (): Promise<string> => {
  const answer = await running.gateway.ask(SubmitTicket, written, await as(ada));
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.ticketId;
};

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
    expect(await running.gateway.ask(ReplyToTicket, { ...answer, text: marker }, await as(ada))).toStrictEqual({
      state: 'waiting-for-feedback',
    });
    const { tickets } = await running.gateway.ask(ListTickets, {}, await as(ada));
    expect(new Map(tickets.map(({ ticketId, state }) => [ticketId, state]))).toStrictEqual(
      new Map([
        [first, 'closed'],
        [second, 'waiting-for-feedback'],
        [last, 'waiting-for-assignment'],
      ]),
    );
    const notice = await running.cancellation.ask(ReadUnclosedTickets, { accountId: ada, finalAt });
    expect({ ...notice, tickets: notice.tickets.length }).toStrictEqual({ tickets: 2, dueBy, closesAt });

    await running.clear({ ...request(), participant: 'ticketing' });
    await eventually(() => expect(accepted).toMatchObject([{ accountId: ada, finishedBy: dueBy }]));
    expect(acknowledged).toStrictEqual([]);
    await running.gateway.ask(CloseTicketByStaff, { ticketId: second }, await as(sam, 'support'));

    running.advance({ days: 12 });
    await running.restart();
    await eventually(() => expect(acknowledged).toHaveLength(1), { withinMs: 10_000 });
    expect(acknowledged).toMatchObject([{ accountId: ada, evidence: { categories: { tickets: 3 } } }]);
    const cleared = { submitterId: null, subject: null, state: 'closed', workspaceId };
    const desk = await running.gateway.ask(ListAllTickets, {}, await as(sam, 'support'));
    expect(desk.tickets).toMatchObject([cleared, cleared, cleared]);
    expect(await running.gateway.ask(ReadTicket, { ticketId: second }, await as(sam, 'support'))).toMatchObject({
      messages: [{ text: null }, { text: null }, { text: null }],
    });
  });
});
