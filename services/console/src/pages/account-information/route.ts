import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const accountInformationRoute = page({
  path: paths.userInformation,
  around: 'settings',
  load: () => import('./account-information.page.tsx'),
});
