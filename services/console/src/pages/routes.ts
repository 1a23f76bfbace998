import { acceptStaffRoute } from './accept-staff/route.ts';
import { accountInformationRoute } from './account-information/route.ts';
import { cancelRoutes } from './cancel/route.ts';
import { cancellationRoute } from './cancellation/route.ts';
import { deskCancellationRoute } from './desk-cancellation/route.ts';
import { deskCancellationsRoute } from './desk-cancellations/route.ts';
import { deskStaffRoute } from './desk-staff/route.ts';
import { deskTicketRoute } from './desk-ticket/route.ts';
import { deskTicketsRoute } from './desk-tickets/route.ts';
import { forgotPasswordRoute } from './forgot-password/route.ts';
import { homeRoute } from './home/route.ts';
import { invitationRoute } from './invitation/route.ts';
import { membersRoute } from './members/route.ts';
import { newPasswordRoute } from './new-password/route.ts';
import { newTicketRoute } from './new-ticket/route.ts';
import { newWorkspaceRoute } from './new-workspace/route.ts';
import type { PageRoute } from './page.ts';
import { registerCodeRoute } from './register-code/route.ts';
import { registerRoute } from './register/route.ts';
import { securityRoute } from './security/route.ts';
import { signInRoute } from './sign-in/route.ts';
import { ticketRoute } from './ticket/route.ts';
import { ticketsRoute } from './tickets/route.ts';
import { workspaceSettingsRoute } from './workspace-settings/route.ts';

/** Every page, one line each, in the order of the alphabet. What is not here does not exist, and nothing leads to it. */
export const pages: readonly PageRoute[] = [
  acceptStaffRoute,
  accountInformationRoute,
  ...cancelRoutes,
  cancellationRoute,
  deskCancellationRoute,
  deskCancellationsRoute,
  deskStaffRoute,
  deskTicketRoute,
  deskTicketsRoute,
  forgotPasswordRoute,
  homeRoute,
  invitationRoute,
  membersRoute,
  newPasswordRoute,
  newTicketRoute,
  newWorkspaceRoute,
  registerCodeRoute,
  registerRoute,
  securityRoute,
  signInRoute,
  ticketRoute,
  ticketsRoute,
  workspaceSettingsRoute,
  //
];
