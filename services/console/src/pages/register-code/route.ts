import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const registerCodeRoute = page({
  path: paths.registerCode,
  around: 'none',
  load: () => import('./register-code.page.tsx'),
});
