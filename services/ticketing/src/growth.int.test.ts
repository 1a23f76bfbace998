import { IsMember, ReadPeople, type Call } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { askedBy, overOwnDatabase } from '../../../libs/service/src/testing/over-own-database.ts';
import { describeGrowth } from '../../../libs/testing/src/growth.suite.ts';
import { DeskListsController } from './desk/desk-lists.controller.ts';
import { DeskController } from './desk/desk.controller.ts';
import { ada, answered, at, replied, sam, submitted, ticketId, workspaceId } from './testing/tickets.ts';
import { ticketing } from './ticketing.definition.ts';
import { OwnTicketsController } from './tickets/own-tickets.controller.ts';
import { submitterStream } from './tickets/submitter.events.ts';
import { TicketController } from './tickets/ticket.controller.ts';
import { ticketStream } from './tickets/ticket.events.ts';

const idOf = (index: number): string => `3b0f3a52-1c3e-4a52-9d0f-${String(index).padStart(12, '0')}`;
const soon = (index: number): string => new Date(Date.parse(at) + 1000 * index).toISOString();
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const own = () => askedBy({ accountId: ada }, at);
const staff = () => askedBy({ accountId: sam, staffRole: 'support', factor: true }, at);

const answering = ({ subject }: Call, { accountIds }: { accountIds?: readonly string[] }) => {
  if (subject === IsMember.subject) return { role: 'member' };
  if (subject !== ReadPeople.subject) return {};
  return { people: accountIds?.map((accountId) => ({ accountId, username: 'Somebody' })) };
};

const opened = async () => {
  const world = await overOwnDatabase(ticketing, { at, answering });
  const tickets = world.get(TicketController);
  const submit = async () => {
    const written = { type: 'incident', priority: 'high', subject: 'It hums', text: 'It hums at night.' } as const;
    const answer = await tickets.submit({ workspaceId, ...written }, own());
    if (isRefusal(answer)) throw new Error(answer.refused);
    return answer.ticketId;
  };
  return { world, tickets, submit };
};

const withTickets = async (count: number) => {
  const { world, tickets, submit } = await opened();
  const ids = numbers(count).map(idOf);
  const of = (id: string, index: number) => {
    const data = { ...submitted.data, ticketId: id, submittedAt: soon(index) };
    return [ticketStream(id), { type: 'TicketSubmitted', data }] as const;
  };
  const opening = ids.map((id, index) => ({
    type: 'SubmissionOpened',
    data: { accountId: ada, ticketId: id, openedAt: soon(index) },
  }));
  await world.seed([...ids.map(of), [submitterStream(ada), ...opening]]);
  await world.settled();
  return {
    ...world,
    requests: {
      'submit a ticket': async () => submit,
      'list my tickets': async () => {
        await world.settled();
        return () => world.get(OwnTicketsController).list({ limit: 10 }, own());
      },
      'read a ticket': async () => () => world.get(OwnTicketsController).read({ ticketId: idOf(1) }, own()),
      'reply to a ticket': async () => () => tickets.reply({ ticketId: idOf(1), text: 'It still hums.' }, own()),
      'close a ticket': async () => {
        const id = await submit();
        return () => tickets.close({ ticketId: id }, own());
      },
      'answer a ticket': async () => () =>
        world.get(DeskController).answer({ ticketId: idOf(1), text: 'Turn it round.' }, staff()),
    },
  };
};

const atDesk = async (count: number) => {
  const world = await withTickets(count);
  const list = async () => {
    await world.settled();
    return () => world.get(DeskListsController).list({ limit: 10 }, staff());
  };
  return { ...world, requests: { 'list tickets at the desk': list } };
};

const withReplies = async (count: number) => {
  const { world, tickets } = await opened();
  const opening = { type: 'SubmissionOpened', data: { accountId: ada, ticketId, openedAt: at } };
  await world.seed([
    [ticketStream(ticketId), submitted, answered(), ...numbers(count).map((index) => replied(soon(index)))],
    [submitterStream(ada), opening],
  ]);
  await world.settled();
  return {
    ...world,
    requests: {
      'reply to a ticket': async () => () => tickets.reply({ ticketId, text: 'It still hums.' }, own()),
      'answer a ticket': async () => () =>
        world.get(DeskController).answer({ ticketId, text: 'Turn it round.' }, staff()),
      'read a ticket': async () => () => world.get(OwnTicketsController).read({ ticketId, limit: 10 }, own()),
      'read a ticket at the desk': async () => () =>
        world.get(DeskListsController).read({ ticketId, limit: 10 }, staff()),
    },
  };
};

describeGrowth({ of: 'tickets of an account', open: withTickets });
// Beside its page the desk's list says how many there are: it counts rows, up to 10,000, and gives one.
describeGrowth({ of: 'tickets at the desk', open: atDesk, except: ['touched'] });
describeGrowth({ of: 'replies in a ticket', open: withReplies });
