import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const registerRoute = page({ path: paths.register, around: 'none', load: () => import('./register.page.tsx') });
