import { IsMember, ReadPeople, type Call } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { askedBy, overOwnDatabase } from '../../../libs/service/src/testing/over-own-database.ts';
import { describeGrowth } from '../../../libs/testing/src/growth.suite.ts';
import { cancelSubmitterOf } from './clearing/cancel-submitter-of.ts';
import { clearWhenClosed, closeWhenDue } from './closing/due-tickets.ts';
import { DeskListsController } from './desk/desk-lists.controller.ts';
import { DeskController } from './desk/desk.controller.ts';
import { ada, answered, at, replied, sam, schedule, submitted, ticketId, workspaceId } from './testing/tickets.ts';
import { ticketing } from './ticketing.definition.ts';
import { inTicket } from './tickets/in-ticket.ts';
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

const submittedOne = (id: string, index: number) => {
  const data = { ...submitted.data, ticketId: id, submittedAt: soon(index) };
  return [ticketStream(id), { type: 'TicketSubmitted', data }] as const;
};
const openedOne = (id: string, index: number) => ({
  type: 'SubmissionOpened',
  data: { accountId: ada, ticketId: id, openedAt: soon(index) },
});

const withTickets = async (count: number) => {
  const { world, tickets, submit } = await opened();
  const ids = numbers(count).map(idOf);
  await world.seed([...ids.map(submittedOne), [submitterStream(ada), ...ids.map(openedOne)]]);
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

const submitterCancelled = {
  type: 'SubmitterCancelled',
  data: { accountId: ada, cancellationId: ticketId, finalAt: at, releasedAt: at, cancelledAt: at },
};

const withUnclosed = async (count: number) => {
  const { world, submit } = await opened();
  const { kit, clock } = world;
  const ids = numbers(count).map(idOf);
  await world.seed([...ids.map(submittedOne), [submitterStream(ada), ...ids.map(openedOne), submitterCancelled]]);
  await world.settled();
  clock.advance({ days: 10 });
  const submitScheduled = async () => {
    const id = await submit();
    const data = { ticketId: id, schedule, at };
    await kit.journal.handle(
      own().command,
      (unit) => inTicket(unit.ungated, id, (ticket) => cancelSubmitterOf({ type: 'CancelSubmitterOf', data }, ticket)),
      () => undefined,
    );
    return id;
  };
  return {
    ...world,
    requests: {
      'close a ticket that is due, and clear it': async () => {
        const id = await submitScheduled();
        return async () => {
          await closeWhenDue(kit)(id);
          await clearWhenClosed(kit)(id);
        };
      },
    },
  };
};

const withClosed = async (count: number) => {
  const { world } = await opened();
  const ids = numbers(count).map(idOf);
  const closedOne = (id: string) => ({
    type: 'SubmissionClosed',
    data: { accountId: ada, ticketId: id, closedAt: at },
  });
  await world.seed([
    ...ids.map(submittedOne),
    [submitterStream(ada), ...ids.map(openedOne), submitterCancelled, ...ids.map(closedOne)],
  ]);
  await world.settled();
  return {
    ...world,
    requests: { 'clear a ticket, but the last one': async () => () => clearWhenClosed(world.kit)(idOf(1)) },
  };
};

describeGrowth({ of: 'tickets of an account', open: withTickets });
// Beside its page the desk's list says how many there are: it counts rows, up to 10,000, and gives one.
describeGrowth({ of: 'tickets at the desk', open: atDesk, except: ['touched'] });
describeGrowth({ of: 'replies in a ticket', open: withReplies });
describeGrowth({ of: 'unclosed tickets of a cancelled submitter', open: withUnclosed });
// Closed all at once, as they do where one calendar set the hour for all.
describeGrowth({ of: 'closed tickets of a cancelled submitter', open: withClosed });
