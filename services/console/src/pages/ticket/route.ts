import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const ticketRoute = page({ path: paths.ticket, around: 'frame', load: () => import('./ticket.page.tsx') });
