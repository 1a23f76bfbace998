import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const adminCancellationRoute = page({
  path: paths.adminCancellation,
  around: 'frame',
  staff: true,
  load: () => import('./admin-cancellation.page.tsx'),
});
