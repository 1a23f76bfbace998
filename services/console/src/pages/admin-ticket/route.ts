import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const adminTicketRoute = page({
  path: paths.adminTicket,
  around: 'frame',
  staff: true,
  load: () => import('./admin-ticket.page.tsx'),
});
