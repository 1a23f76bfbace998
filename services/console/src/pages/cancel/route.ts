import { paths } from '../../paths.ts';
import { page, type PageRoute } from '../page.ts';

/** Cancel Account: four steps, each at an address of its own. */
export const cancelRoutes: readonly PageRoute[] = [
  page({ path: paths.cancel, around: 'frame', load: () => import('./cancel.page.tsx') }),
  page({ path: paths.cancelVerify, around: 'frame', load: () => import('./verify.page.tsx') }),
  page({ path: paths.cancelBlockers, around: 'frame', load: () => import('./blockers.page.tsx') }),
  page({ path: paths.cancelNotice, around: 'frame', load: () => import('./notice.page.tsx') }),
  page({ path: paths.cancelConfirm, around: 'frame', load: () => import('./confirm.page.tsx') }),
];
