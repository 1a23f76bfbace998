import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const newWorkspaceRoute = page({
  path: paths.newWorkspace,
  around: 'frame',
  load: () => import('./new-workspace.page.tsx'),
});
