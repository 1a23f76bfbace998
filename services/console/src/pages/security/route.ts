import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const securityRoute = page({
  path: paths.security,
  around: 'settings',
  load: () => import('./security.page.tsx'),
});
