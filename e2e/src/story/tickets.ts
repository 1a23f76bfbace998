import { expectStatus } from './browser.ts';
import type { Person } from './person.ts';

export type Ticket = Readonly<{
  ticketId: string;
  state: string;
  subject: string | null;
  closesAt: string | null;
  dueBy: string | null;
  closedAt: string | null;
  closedBecause: string | null;
}>;

type TicketPerson = Readonly<{ accountId: string; username: string | null }>;
export type StaffTicket = Ticket & Readonly<{ submitter: TicketPerson | null; assignee: TicketPerson | null }>;

export const submitTicket = async (
  { browser }: Person,
  workspaceId: string,
  subject: string,
  text: string,
): Promise<string> =>
  expectStatus(
    await browser.post<{ ticketId: string }>('/v1/tickets', {
      workspaceId,
      type: 'question',
      priority: 'normal',
      subject,
      text,
    }),
    201,
  ).ticketId;

export const ticketsOf = async ({ browser }: Person): Promise<readonly Ticket[]> =>
  expectStatus(await browser.get<{ tickets: readonly Ticket[] }>('/v1/tickets'), 200).tickets;

export const allTickets = async ({ browser }: Person): Promise<readonly StaffTicket[]> =>
  expectStatus(await browser.get<{ tickets: readonly StaffTicket[] }>('/v1/staff/tickets'), 200).tickets;

export const closeByStaff = async ({ browser }: Person, ticketId: string): Promise<void> => {
  expectStatus(await browser.post(`/v1/staff/tickets/${ticketId}/close`), 200);
};

export const assignTo = async ({ browser }: Person, ticketId: string): Promise<void> => {
  expectStatus(await browser.post(`/v1/staff/tickets/${ticketId}/assign`, {}), 200);
};

export const answerByStaff = async ({ browser }: Person, ticketId: string, text: string): Promise<void> => {
  expectStatus(await browser.post(`/v1/staff/tickets/${ticketId}/answers`, { text }), 200);
};

export const replyTo = async ({ browser }: Person, ticketId: string, text: string): Promise<void> => {
  expectStatus(await browser.post(`/v1/tickets/${ticketId}/replies`, { text }), 200);
};

export const takeBack = async ({ browser }: Person, ticketId: string): Promise<void> => {
  expectStatus(await browser.post(`/v1/tickets/${ticketId}/cancel`), 200);
};
