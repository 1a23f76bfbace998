import { InviteStaff } from '@lethe/contracts';
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
];
