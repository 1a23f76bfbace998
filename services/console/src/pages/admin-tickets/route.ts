import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const adminTicketsRoute = page({
  path: paths.adminTickets,
  around: 'frame',
  staff: true,
  load: () => import('./admin-tickets.page.tsx'),
});
