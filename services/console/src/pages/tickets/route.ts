import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const ticketsRoute = page({ path: paths.tickets, around: 'frame', load: () => import('./tickets.page.tsx') });
