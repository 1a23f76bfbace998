import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const forgotPasswordRoute = page({
  path: paths.forgotPassword,
  around: 'none',
  load: () => import('./forgot-password.page.tsx'),
});
