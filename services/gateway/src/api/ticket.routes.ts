import { CancelTicket, CloseTicket, ListTickets, ReadTicket, ReplyToTicket, SubmitTicket } from '@lethe/contracts';
import { route } from './route.ts';

export const ticketRoutes = [
  route({
    id: 'listTickets',
    method: 'GET',
    path: '/v1/tickets',
    summary: 'Tickets I submitted, newest first.',
    as: 'person',
    call: ListTickets,
  }),
  route({
    id: 'submitTicket',
    method: 'POST',
    path: '/v1/tickets',
    summary: 'Submit a ticket in a workspace of mine.',
    as: 'person',
    call: SubmitTicket,
    statuses: [201],
  }),
  route({
    id: 'readTicket',
    method: 'GET',
    path: '/v1/tickets/{ticketId}',
    summary: 'A ticket of mine with its messages, oldest first.',
    as: 'person',
    call: ReadTicket,
  }),
  route({
    id: 'replyToTicket',
    method: 'POST',
    path: '/v1/tickets/{ticketId}/replies',
    summary: 'Reply to a ticket of mine.',
    as: 'person',
    call: ReplyToTicket,
  }),
  route({
    id: 'closeTicket',
    method: 'POST',
    path: '/v1/tickets/{ticketId}/close',
    summary: 'Close a ticket of mine, for good.',
    as: 'person',
    call: CloseTicket,
  }),
  route({
    id: 'cancelTicket',
    method: 'POST',
    path: '/v1/tickets/{ticketId}/cancel',
    summary: 'Take back a ticket of mine that nobody works on yet, for good.',
    as: 'person',
    call: CancelTicket,
  }),
];
