import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const signInRoute = page({ path: paths.signIn, around: 'none', load: () => import('./sign-in.page.tsx') });
