import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const acceptStaffRoute = page({
  path: paths.acceptStaff,
  around: 'none',
  load: () => import('./accept-staff.page.tsx'),
});
