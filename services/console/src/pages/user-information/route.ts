import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const userInformationRoute = page({
  path: paths.userInformation,
  around: 'settings',
  load: () => import('./user-information.page.tsx'),
});
