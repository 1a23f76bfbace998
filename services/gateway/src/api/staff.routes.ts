import {
  AnswerTicket,
  AssignTicket,
  CloseTicketByStaff,
  InviteStaff,
  ListAllTickets,
  ListCancellations,
  ReadCancellation,
  StopCancellation,
} from '@lethe/contracts';
import { route } from './route.ts';

export const staffRoutes = [
  route({
    method: 'POST',
    path: '/v1/staff/invitations',
    summary: 'Invite somebody to the staff. The token is shown this once.',
    as: 'person',
    call: InviteStaff,
    statuses: [201],
  }),
  route({ method: 'GET', path: '/v1/staff/tickets', summary: 'All tickets.', as: 'person', call: ListAllTickets }),
  route({
    method: 'POST',
    path: '/v1/staff/tickets/{ticketId}/assign',
    summary: 'Take a ticket.',
    as: 'person',
    call: AssignTicket,
  }),
  route({
    method: 'POST',
    path: '/v1/staff/tickets/{ticketId}/answers',
    summary: 'Answer a ticket.',
    as: 'person',
    call: AnswerTicket,
  }),
  route({
    method: 'POST',
    path: '/v1/staff/tickets/{ticketId}/close',
    summary: 'Close a ticket, for good.',
    as: 'person',
    call: CloseTicketByStaff,
  }),
  route({
    method: 'GET',
    path: '/v1/staff/cancellations',
    summary: 'Cancellations.',
    as: 'person',
    call: ListCancellations,
  }),
  route({
    method: 'GET',
    path: '/v1/staff/cancellations/{accountId}',
    summary: "The timeline of an account's cancellation.",
    as: 'person',
    call: ReadCancellation,
  }),
  route({
    method: 'POST',
    path: '/v1/staff/cancellations/{accountId}/stop',
    summary: 'Stop a cancellation before it is final. Who and why are recorded.',
    as: 'person',
    call: StopCancellation,
    statuses: [204],
    answer: () => ({ status: 204 }),
  }),
];
