import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const deskCancellationRoute = page({
  path: paths.adminCancellation,
  around: 'frame',
  staff: true,
  load: () => import('./desk-cancellation.page.tsx'),
});
