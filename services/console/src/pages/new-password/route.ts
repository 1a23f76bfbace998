import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const newPasswordRoute = page({
  path: paths.newPassword,
  around: 'none',
  load: () => import('./new-password.page.tsx'),
});
