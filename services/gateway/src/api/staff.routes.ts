import { InviteStaff, ListCancellations, ReadCancellation, StopCancellation } from '@lethe/contracts';
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
    id: 'listCancellations',
    method: 'GET',
    path: '/v1/staff/cancellations',
    summary: 'Cancellations.',
    as: 'person',
    call: ListCancellations,
  }),
  route({
    id: 'readCancellation',
    method: 'GET',
    path: '/v1/staff/cancellations/{accountId}',
    summary: "The timeline of an account's cancellation.",
    as: 'person',
    call: ReadCancellation,
  }),
  route({
    id: 'stopCancellation',
    method: 'POST',
    path: '/v1/staff/cancellations/{accountId}/stop',
    summary: 'Stop a cancellation before it is final. Who and why are recorded.',
    as: 'person',
    call: StopCancellation,
    statuses: [204],
    answer: () => ({ status: 204 }),
  }),
];
