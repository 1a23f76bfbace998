import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const deskTicketsRoute = page({
  path: paths.adminTickets,
  around: 'frame',
  staff: true,
  load: () => import('./desk-tickets.page.tsx'),
});
