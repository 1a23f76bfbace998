import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const cancellationRoute = page({
  path: paths.cancellation,
  around: 'none',
  load: () => import('./cancellation.page.tsx'),
});
