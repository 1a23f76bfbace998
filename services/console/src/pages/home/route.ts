import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const homeRoute = page({ path: paths.home, around: 'frame', load: () => import('./home.page.tsx') });
