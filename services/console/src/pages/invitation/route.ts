import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const invitationRoute = page({
  path: paths.invitation,
  around: 'none',
  load: () => import('./invitation.page.tsx'),
});
