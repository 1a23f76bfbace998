import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const membersRoute = page({ path: paths.members, around: 'frame', load: () => import('./members.page.tsx') });
