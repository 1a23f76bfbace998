import { accountInformationRoute } from './account-information/route.ts';
import { homeRoute } from './home/route.ts';
import { invitationRoute } from './invitation/route.ts';
import { membersRoute } from './members/route.ts';
import { newWorkspaceRoute } from './new-workspace/route.ts';
import type { PageRoute } from './page.ts';
import { signInRoute } from './sign-in/route.ts';
import { workspaceSettingsRoute } from './workspace-settings/route.ts';

/** Every page, one line each, in the order of the alphabet. What is not here does not exist, and nothing leads to it. */
export const pages: readonly PageRoute[] = [
  accountInformationRoute,
  homeRoute,
  invitationRoute,
  membersRoute,
  newWorkspaceRoute,
  signInRoute,
  workspaceSettingsRoute,
  //
];
