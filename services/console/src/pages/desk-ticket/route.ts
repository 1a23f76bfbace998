import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const deskTicketRoute = page({
  path: paths.adminTicket,
  around: 'frame',
  staff: true,
  load: () => import('./desk-ticket.page.tsx'),
});
