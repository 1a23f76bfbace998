import { SendMail } from '@lethe/contracts';
import { isBefore, millisecondsBetween } from '@lethe/deciding';
import type { DueHandler } from '@lethe/saga';
import { linkTo } from '@lethe/service';
import { daysWithoutAnswer, nextClosure } from '../closing/next-closure.ts';
import type { TicketingKit } from '../ticketing-kit.ts';
import type { KnownTicket } from '../tickets/ticket.ts';
import { dayBefore } from './ticket-mails.view.ts';
import { readStanding, readTicket } from '../tickets/ticket-states.ts';

type Mail = Readonly<{
  template: 'ticket-answered' | 'ticket-closing-soon' | 'ticket-closed';
  /** What tells this mail from every other one of the ticket: sent again, notification knows it. */
  occasion: string;
  parameters: Readonly<{ closesAt: string } | { because: string }>;
}>;

/** The submitter is mailed on an answer; of several at once about the last, and not where they have replied (TIC-1). */
export const mailAnswer =
  (kit: TicketingKit): DueHandler =>
  async (ticketId) => {
    const { ticket, closesAt } = await unansweredIn(kit, ticketId);
    if (closesAt === undefined || !isBefore(kit.clock(), closesAt)) return 'done';
    const occasion = `answer/${String(ticket.answers)}`;
    await send(kit, ticketId, ticket, { template: 'ticket-answered', occasion, parameters: { closesAt } });
    return 'done';
  };

/** A day before the seven days are over. Whoever missed that day is told of the closing itself. */
export const mailClosingSoon =
  (kit: TicketingKit): DueHandler =>
  async (ticketId) => {
    const { ticket, closesAt } = await unansweredIn(kit, ticketId);
    if (closesAt === undefined || !isBefore(kit.clock(), closesAt)) return 'done';
    if (isBefore(kit.clock(), dayBefore(closesAt))) return { again: dayBefore(closesAt) };
    const occasion = `closing-soon/${String(ticket.answers)}`;
    await send(kit, ticketId, ticket, { template: 'ticket-closing-soon', occasion, parameters: { closesAt } });
    return 'done';
  };

/** Nobody is told of what is older: a view that is built anew asks for every mail there ever was. */
const newsForMs = daysWithoutAnswer * 24 * 60 * 60_000;

export const mailClosing =
  (kit: TicketingKit): DueHandler =>
  async (ticketId) => {
    const ticket = await ticketIn(kit, ticketId);
    const { endedAt, closedBecause: because } = ticket;
    if (endedAt === undefined || because === undefined) throw new Error('The closing of an unclosed ticket was owed.');
    if (millisecondsBetween(endedAt, kit.clock()) > newsForMs) return 'done';
    await send(kit, ticketId, ticket, { template: 'ticket-closed', occasion: 'closing', parameters: { because } });
    return 'done';
  };

const ticketIn = async ({ journal }: TicketingKit, ticketId: string): Promise<KnownTicket> => {
  const ticket = await readTicket(journal, ticketId);
  if (ticket.state === 'none') throw new Error('A mail is owed about a ticket that was never submitted.');
  return ticket;
};

/** `closesAt` where the ticket waits for the submitter, and closes for lack of an answer. */
const unansweredIn = async (kit: TicketingKit, ticketId: string) => {
  const ticket = await ticketIn(kit, ticketId);
  const next = nextClosure(ticket);
  return { ticket, closesAt: next?.because === 'no-answer' ? next.at : undefined };
};

/** A cancelled submitter has no address any more, and is no addressee from the moment the clearing is asked for. */
const send = async (
  { journal, calls, settings }: TicketingKit,
  ticketId: string,
  { submitterId: accountId }: KnownTicket,
  { template, occasion, parameters }: Mail,
): Promise<void> => {
  const { cancellation } = await readStanding(journal, accountId);
  if (cancellation !== undefined) return;
  const ticketLink = linkTo(settings, `/tickets/${ticketId}`);
  const shown = { ticketLink, reference: ticketId.slice(0, 8), ...parameters };
  const how = { key: `${ticketId}/${occasion}`, correlationId: ticketId };
  await calls.ask(SendMail, { accountId, template, parameters: shown }, how);
};
