import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const adminCancellationsRoute = page({
  path: paths.adminCancellations,
  around: 'frame',
  staff: true,
  load: () => import('./admin-cancellations.page.tsx'),
});
