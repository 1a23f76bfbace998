import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const deskStaffRoute = page({
  path: paths.adminStaff,
  around: 'frame',
  staff: true,
  load: () => import('./desk-staff.page.tsx'),
});
