import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const deskCancellationsRoute = page({
  path: paths.adminCancellations,
  around: 'frame',
  staff: true,
  load: () => import('./desk-cancellations.page.tsx'),
});
