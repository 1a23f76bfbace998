import { paths } from '../../paths.ts';
import { page } from '../page.ts';

export const workspaceSettingsRoute = page({
  path: paths.workspaceSettings,
  around: 'frame',
  load: () => import('./workspace-settings.page.tsx'),
});
