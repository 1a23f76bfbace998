import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const adminStaffRoute = page({
  path: paths.adminStaff,
  around: 'frame',
  staff: true,
  load: () => import('./admin-staff.page.tsx'),
});
