import { AnswerTicket, AssignTicket, CloseTicketByStaff, InviteStaff, ListAllTickets } from '@lethe/contracts';
import { route } from './route.ts';

export const staffRoutes = [
  route({
    id: 'inviteStaff',
    method: 'POST',
    path: '/v1/staff/invitations',
    summary: 'Invite somebody to the staff. The token is shown this once.',
    as: 'person',
    call: InviteStaff,
    statuses: [201],
  }),
  route({
    id: 'listAllTickets',
    method: 'GET',
    path: '/v1/staff/tickets',
    summary: 'All tickets.',
    as: 'person',
    call: ListAllTickets,
  }),
  route({
    id: 'assignTicket',
    method: 'POST',
    path: '/v1/staff/tickets/{ticketId}/assign',
    summary: 'Take a ticket.',
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
