import { AnswerTicket, AssignTicket, CloseTicketByStaff, ListStaffTickets, ReadStaffTicket } from '@lethe/contracts';
import { route } from './route.ts';

export const staffTicketRoutes = [
  route({
    id: 'listStaffTickets',
    method: 'GET',
    path: '/v1/staff/tickets',
    summary: 'All tickets: unclosed ones first, the longest waiting first.',
    as: 'person',
    call: ListStaffTickets,
  }),
  route({
    id: 'readStaffTicket',
    method: 'GET',
    path: '/v1/staff/tickets/{ticketId}',
    summary: 'Any ticket with its messages, oldest first.',
    as: 'person',
    call: ReadStaffTicket,
  }),
  route({
    id: 'assignTicket',
    method: 'POST',
    path: '/v1/staff/tickets/{ticketId}/assign',
    summary: 'Take a ticket, or give it to a colleague.',
    as: 'person',
    call: AssignTicket,
  }),
  route({
    id: 'answerTicket',
    method: 'POST',
    path: '/v1/staff/tickets/{ticketId}/answers',
    summary: 'Answer a ticket.',
    as: 'person',
    call: AnswerTicket,
  }),
  route({
    id: 'closeTicketByStaff',
    method: 'POST',
    path: '/v1/staff/tickets/{ticketId}/close',
    summary: 'Close a ticket, for good.',
    as: 'person',
    call: CloseTicketByStaff,
  }),
];
