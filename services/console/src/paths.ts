/** Where each page is: mails and links go by these. Secrets stand in the fragment only. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  register: '/register',
  registerCode: '/register/code',
  forgotPassword: '/forgot-password',
  newPassword: '/forgot-password/code',
  settings: '/settings',
  userInformation: '/settings/user-information',
  security: '/settings/security',
  cancel: '/cancel',
  cancelVerify: '/cancel/verify',
  cancelBlockers: '/cancel/blockers',
  cancelNotice: '/cancel/notice',
  cancelConfirm: '/cancel/confirm',
  cancellation: '/cancellation',
  invitation: '/invitation',
  acceptStaff: '/staff/accept',
  members: '/workspaces/$workspaceId/members',
  workspaceSettings: '/workspaces/$workspaceId/settings',
  tickets: '/tickets',
  ticket: '/tickets/$ticketId',
  newTicket: '/new-ticket',
  newWorkspace: '/new-workspace',
  adminCancellations: '/admin/cancellations',
  adminCancellation: '/admin/cancellations/$accountId',
  adminTickets: '/admin/tickets',
  adminTicket: '/admin/tickets/$ticketId',
  adminStaff: '/admin/staff',
} as const;

export type Path = (typeof paths)[keyof typeof paths];

/** `pathTo(paths.ticket, { ticketId })`. */
export const pathTo = (path: Path, parameters: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\$(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));

/** Sign-in, and then back to this place: path, search and fragment. */
export const toSignIn = (place: string): string =>
  place === paths.home ? paths.signIn : `${paths.signIn}?back=${encodeURIComponent(place)}`;

/** Only a place of this console: `//evil.example` is none. */
export const placeWithin = (back: unknown): string | undefined =>
  typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : undefined;
