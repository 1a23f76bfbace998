import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const newTicketRoute = page({
  path: paths.newTicket,
  around: 'frame',
  load: () => import('./new-ticket.page.tsx'),
});
